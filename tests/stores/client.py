"""What the client must do with every store: what it sends, shows and gives back."""

import contextlib
import email.utils
import gzip
import json
import os
import pty
import select
import socket
import subprocess
import threading
import time
from pathlib import Path

import servers
from cases import Case, articles, by_value, once, with_fault
from faults import Proxy


def guessed(case):
    """Without --store the server is asked what it is."""
    data = case.folder / "data.jsonl"
    articles(data, 5)
    said = case.run("push", data, "--to", case.server.url, "--graph", case.graph, "--dry-run")
    assert said.splitlines()[0] == case.server.name, said
    case.run("push", data, "--to", case.server.url, "--graph", case.graph)
    return case.same(data)


def generic(case):
    """As any other store: by its three addresses alone."""
    old, new = case.folder / "old.jsonl", case.folder / "data.jsonl"
    both = case.folder / "both.jsonl"
    articles(old, 30)
    articles(new, 40, " today")
    both.write_text(old.read_text() + new.read_text())
    graphs, query, update = case.server.addresses()
    to = ("--store", "generic", "--query-url", query, "--update-url", update, "--graph", case.graph)
    case.run("push", old, "--to", graphs, *to)
    case.run("push", new, "--to", graphs, *to)
    out = [case.same(both)]
    case.run("push", new, "--to", graphs, *to, "--replace")
    out.append(case.same(new))
    back = case.folder / "generic.nt"
    case.run("pull", "--from", graphs, *to, "-o", back)
    assert back.read_text().splitlines() == case.pulled()
    return f"filled, added to: {out[0]}; replaced: {out[1]}; pulled"


FORMATS = ["json", "jsonl", "dot", "svg", "html", "mermaid", "graphml", "csv",
           "ttl", "trig", "nt", "nq", "rdf", "jsonld", "jsonl.gz", "nt.gz"]


def formats(case):
    """What is pulled in a format is what is exported in it."""
    data = case.folder / "data.jsonl"
    articles(data, 20)
    case.push(data)
    ours, theirs = case.folder / "pulled", case.folder / "exported"
    for folder in (ours, theirs):
        folder.mkdir(exist_ok=True)
    outputs = [word for name in FORMATS for word in ("-o", ours / f"k.{name}")]
    case.run("pull", "--from", case.server.url, "--store", case.server.name, "--graph", case.graph, *outputs)
    nt = ours / "k.nt"
    records = FORMATS[:8] + ["jsonl.gz", "nt"]
    case.export(nt, *[word for name in records for word in ("-o", theirs / f"k.{name}")])
    names = sorted(path.name for path in theirs.iterdir())
    assert len(names) == len(records) + 1, names
    for name in names:
        one, other = ((folder / name).read_bytes() for folder in (ours, theirs))
        if name.endswith(".gz"):
            one, other = gzip.decompress(one), gzip.decompress(other)
        if name.endswith(".nt"):
            one, other = (sorted(map(by_value, text.decode().splitlines())) for text in (one, other))
        assert one == other, f"{name} differs"
    # Every syntax of RDF says the same.
    quads = sorted(map(by_value, nt.read_text().splitlines()))
    for name in ("ttl", "trig", "nq", "rdf", "jsonld", "nt.gz"):
        out = case.run("query", ours / f"k.{name}", "--sparql", "CONSTRUCT WHERE { ?s ?p ?o }", "--to", "nt",
                       anonymous=True)
        assert sorted(map(by_value, out.splitlines())) == quads, f"{name} differs"
    back = [json.loads(line)["id"] for line in (ours / "k.jsonl").read_text().splitlines()]
    assert sorted(back) == sorted(f"a{i}" for i in range(20)), back
    return f"{len(FORMATS)} formats, as `export` writes them"


def models(case):
    """Every model goes in and comes back, or is refused before anything is sent."""
    data, out = case.folder / "data.jsonl", []
    # So many that Fuseki gets them as updates.
    articles(data, 60)
    # The bulk loader has filled graphs named by the others.
    data.write_text(data.read_text().replace("news.example", "models.example"))
    for model in ("reified", "edges", "rdf12"):
        graph = f"{case.graph}-{model}"
        words = ("push", data, "--to", case.server.url, "--graph", graph, "--model", model)
        if model == "rdf12" and case.server.name == "virtuoso":
            with Proxy(case.server, lambda n: None) as proxy:
                said = case.run(*words[:3], proxy.url, *words[4:], "--store", "virtuoso", code=2)
                assert "rdf12" in said and proxy.writes == 0, said
            nt = case.folder / "rdf12.nt"
            case.export(data, "--model", "rdf12", "-o", nt)
            said = case.push(nt, code=2)
            assert "rdf12" in said and "again in" not in said, said
            out.append("rdf12 refused")
            continue
        case.run(*words)
        nt = case.folder / f"{model}.nt"
        case.export(data, "--model", model, "-o", nt)
        sent = sorted(set(map(by_value, nt.read_text().splitlines())))
        assert sent == sorted(map(by_value, case.pulled(graph))), model
        out.append(model)
    case.run("push", data, "--to", case.server.url, "--model", "nanopub")
    case.run("push", data, "--to", case.server.url, "--graph", "document")
    one = [by_value(line) for line in case.pulled("https://models.example/3")]
    nt = case.folder / "nary.nt"
    case.export(data, "-o", nt)
    assert set(one) <= set(map(by_value, nt.read_text().splitlines())) and len(one) >= 70, len(one)
    said = case.run("push", data, "--to", case.server.url, "--model", "nanopub", "--graph", case.graph, code=2)
    assert "graphs of their own" in said, said
    return ", ".join([*out, "nanopub", "a graph an article"])


def dry_run(case):
    data = case.folder / "data.jsonl"
    articles(data, 10)
    with Proxy(case.server, lambda n: None) as proxy:
        said = case.push(data, "--dry-run", url=proxy.url)
        assert proxy.writes == 0
    assert "it holds 0; send them into it and count" in said, said
    case.push(data)
    said = case.push(data, "--dry-run", "--replace")
    assert f"it holds {len(case.exported(data))}" in said, said
    return said.strip().splitlines()[-1].split("; ")[-1]


def chunks(case):
    """Every body has its length before it, and is no longer than 4 MiB."""
    data = case.folder / "data.jsonl"
    articles(data, 1000)
    with Proxy(case.server, lambda n: None) as proxy:
        case.push(data, url=proxy.url)
        assert not proxy.chunked
        bodies = [n for n in proxy.lengths if n > 0]
    assert len(bodies) >= 3 and max(bodies) <= 4 << 20, bodies
    return f"{sum(bodies) / 1e6:.1f} MB in {len(bodies)} bodies: {case.same(data)}"


def short_bodies(case):
    """Somebody between lets no long body through."""
    data = case.folder / "data.jsonl"
    articles(data, 200)
    with Proxy(case.server, lambda n: None, longest=900_000) as proxy:
        said = case.push(data, url=proxy.url, code=2)
        assert "413" in said and "--chunk" in said, said
        for words in ((), (), ("--replace",)):
            case.push(data, "--chunk", "800k", *words, url=proxy.url)
            same = case.same(data)
    return f"413 told; with --chunk filled, added to, replaced: {same}"


def secret(case):
    """The password from a file is in no process list and no answer."""
    if not case.server.user:
        said = case.run("push", "--to", "http://u:hidden@127.0.0.1:1", code=2)
        assert "hidden" not in said, said
        return "asks for none; one in the address is refused"
    data, file = case.folder / "data.jsonl", case.folder / "password"
    articles(data, 300)
    file.write_text(case.server.password + "\n")
    words = [case.dixit, "push", data, "--to", case.server.url, "--graph", case.graph,
             "--user", case.server.user, "--password-file", file]
    env = {k: v for k, v in os.environ.items() if k != "DIXIT_PASSWORD"}
    client = subprocess.Popen(list(map(str, words)), env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    shown = set()
    while client.poll() is None:
        with contextlib.suppress(OSError):
            shown.add(Path(f"/proc/{client.pid}/cmdline").read_bytes() + Path(f"/proc/{client.pid}/environ").read_bytes())
        time.sleep(0.01)
    said = client.stdout.read()
    assert client.returncode == 0, said
    if case.server.password != "dba":  # dba is in the path of nothing, but in too many words
        assert not any(case.server.password.encode() in text for text in shown), "the process list shows it"
    assert shown
    said = case.run("push", data, "--to", case.server.url.replace("://", "://u:hidden@"), code=2)
    assert "hidden" not in said, said
    return f"from a file; in no process list: {case.same(data)}"


class Tunnel:
    """A proxy that answers CONNECT, and asks for a name."""

    def __init__(self, status=b"200 OK"):
        self.status, self.heads = status, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self.one, args=(self.listener.accept()[0],), daemon=True).start()

    def one(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(1)
        self.heads.append(head.decode())
        client.sendall(b"HTTP/1.1 " + self.status + b"\r\n\r\n")
        if not self.status.startswith(b"200"):
            return client.close()
        host, port = head.split()[1].decode().rsplit(":", 1)
        ends = [client, socket.create_connection((host, int(port)))]
        while True:
            for end in select.select(ends, [], [])[0]:
                got = end.recv(1 << 16)
                if not got:
                    return [end.close() for end in ends]
                ends[1 - ends.index(end)].sendall(got)


def digest(case):
    """Fuseki can ask for a password by Digest, too."""
    if case.server.name != "fuseki":
        return "always" if case.server.user else "asks for none"
    server = servers.Fuseki(case.server.installed, case.folder / "server")
    server.auth = "digest"
    try:
        server.start()
        other = Case(case.dixit, server, case.folder / "case")
        data = other.folder / "data.jsonl"
        articles(data, 20)
        said = other.push(data, password="not this", code=2)
        assert "not accepted" in said, said
        other.push(data, "--replace")
        return other.same(data)
    finally:
        server.stop()


def proxies(case):
    data = case.folder / "data.jsonl"
    articles(data, 20)
    tunnel = Tunnel()
    through = {"HTTP_PROXY": f"http://ann:pr0xy-s3cret@127.0.0.1:{tunnel.port}"}
    said = case.push(data, env=through)
    assert tunnel.heads and all("Proxy-Authorization: Basic" in head for head in tunnel.heads), tunnel.heads
    assert "pr0xy" not in said
    seen = len(tunnel.heads)
    case.push(data, env={**through, "NO_PROXY": "localhost, 127.0.0.1"})
    case.push(data, env={"HTTPS_PROXY": through["HTTP_PROXY"]})
    assert len(tunnel.heads) == seen, "the proxy was asked all the same"
    refuses = Tunnel(b"407 Proxy Authentication Required")
    said = case.push(data, env={"HTTP_PROXY": f"http://ann:pr0xy-s3cret@127.0.0.1:{refuses.port}"}, code=2)
    assert "407" in said and "pr0xy" not in said, said
    return f"through it, with its own password: {case.same(data)}; NO_PROXY goes round it; 407 is told"


def silent(case):
    """A server that takes a body and says nothing is given up."""
    data = case.folder / "data.jsonl"
    articles(data, 20)
    with Proxy(case.server, lambda n: "silent") as proxy:
        start = time.monotonic()
        said = case.push(data, "--timeout", "1", "--tries", "2", url=proxy.url, code=2)
        seconds = time.monotonic() - start
    assert "timeout" in said and seconds < 20, said
    case.push(data)
    return f"given up; done again: {case.same(data)}"


def until(case):
    """Retry-After as a date."""
    when = email.utils.formatdate(time.time() + 3, usegmt=True)
    def waited(proxy):
        assert proxy.times[1] - proxy.times[0] >= 1, proxy.times
    return with_fault(once((503, {"Retry-After": when})), 0, check=waited)(case)


def progress(case):
    """A bar on a terminal, nothing of it in a file."""
    data = case.folder / "data.jsonl"
    articles(data, 300)
    words = [case.dixit, "push", data, "--to", case.server.url, "--graph", case.graph]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    if case.server.user:
        words += ["--user", case.server.user]
        env["DIXIT_PASSWORD"] = case.server.password
    ours, theirs = pty.openpty()
    client = subprocess.Popen(list(map(str, words)), env=env, stderr=theirs, stdout=subprocess.PIPE)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):
        while got := os.read(ours, 1 << 16):
            shown += got
    os.close(ours)
    assert client.wait() == 0 and client.stdout.read() == b"", shown
    assert b" of " in shown and b"MiB" in shown and b"left" in shown, shown[-400:]
    assert "\x1b" not in case.push(data)
    return "shown on a terminal, not in a file"


CASES = {
    "kind of store asked": guessed,
    "as a generic store": generic,
    "pulled in every format": formats,
    "models": models,
    "dry run": dry_run,
    "bodies of 4 MiB": chunks,
    "no body over 900 kB": short_bodies,
    "password by Digest": digest,
    "password from a file": secret,
    "through a proxy": proxies,
    "says nothing": silent,
    "503, Retry-After a date": until,
    "progress bar": progress,
}
