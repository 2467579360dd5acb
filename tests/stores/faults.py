"""A proxy that misbehaves: between dixit and a real store."""

import socket
import ssl
import threading
import time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

WRITES = ("/store", "/data", "/sparql-graph-crud")


class Proxy:
    """Passes requests on, but for writes, which `fault` may spoil.

    `fault` is called with the number of the write, from 1, and returns one of
    None, "cut", "kill", "lose", "silent", or a status, with headers if need be.
    """

    def __init__(self, server, fault, on_kill=None, tls=None, longest=None):
        self.backend = urlsplit(server.url)
        self.fault = fault
        self.on_kill = on_kill
        self.writes = 0
        self.seen = 0
        self.scheme = "https" if tls else "http"
        self.longest = longest
        self.times = []
        self.lengths = []
        self.chunked = False
        self.lock = threading.Lock()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def handle_any(self):
                proxy.handle(self)

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = handle_any

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
            self.http.handle_error = lambda *_: None
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)

    @property
    def url(self):
        host = "localhost" if self.scheme == "https" else "127.0.0.1"
        return f"{self.scheme}://{host}:{self.http.server_port}{self.backend.path}"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def handle(self, request):
        self.seen += 1
        length = int(request.headers.get("Content-Length") or 0)
        self.chunked |= "Transfer-Encoding" in request.headers
        fault = None
        writes = request.command in ("PUT", "POST") and any(w in request.path for w in WRITES)
        # Fuseki gets more than a little as updates.
        writes = writes or request.path.endswith("/update") and b"=INSERT%20DATA" in request.rfile.peek(32)[:32]
        # A request without a name is answered by 401 and is no write yet.
        if writes:
            with self.lock:
                self.writes += 1
                self.times.append(time.monotonic())
                self.lengths.append(length)
                fault = self.fault(self.writes)
        if fault in ("cut", "kill"):
            return self.break_off(request, length, fault)
        body = request.rfile.read(length)
        if self.longest and length > self.longest:
            return self.answer(request, 413, {}, b"")
        if fault == "silent":
            time.sleep(5)
            request.close_connection = True
            return None
        if fault == "lose":
            return self.answer(request, 201, {}, b"")
        if isinstance(fault, tuple):
            return self.answer(request, fault[0], fault[1], b"<html><b>no</b> such luck</html>")
        self.forward(request, body)

    def forward(self, request, body):
        backend = HTTPConnection(self.backend.hostname, self.backend.port, timeout=600)
        headers = {k: v for k, v in request.headers.items() if k.lower() != "connection"}
        try:
            backend.request(request.command, request.path, body or None, headers)
            reply = backend.getresponse()
            data = reply.read()
        except OSError:
            request.close_connection = True
            return
        hop = ("transfer-encoding", "connection", "content-length")
        kept = [(k, v) for k, v in reply.getheaders() if k.lower() not in hop]
        self.answer(request, reply.status, kept, data)

    def answer(self, request, status, headers, data):
        request.send_response_only(status)
        for key, value in headers.items() if isinstance(headers, dict) else headers:
            request.send_header(key, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(data)

    def break_off(self, request, length, fault):
        """Lets half of a body through, and then nothing more."""
        backend = socket.create_connection((self.backend.hostname, self.backend.port))
        head = f"{request.command} {request.path} HTTP/1.1\r\n"
        head += "".join(f"{k}: {v}\r\n" for k, v in request.headers.items())
        backend.sendall(head.encode("latin-1") + b"\r\n")
        backend.sendall(request.rfile.read(length // 2))
        if fault == "kill":
            time.sleep(0.2)
            self.on_kill()
        for end in (backend, request.connection):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
        request.close_connection = True
