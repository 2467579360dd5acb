"""Real triple stores in throw-away folders, on free ports, ended with us."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

OXIGRAPH = "0.5.13"
FUSEKI = "5.6.0"
VIRTUOSO = [
    "virtuoso-opensource-7",
    "virtuoso-opensource-7-bin",
    "virtuoso-opensource-7-common",
    "libminizip1",
    "libpcre3",
]


def install(where):
    """Fetches what is not there yet; nothing goes outside the folder."""
    where.mkdir(parents=True, exist_ok=True)
    if not (where / "venv/bin/oxigraph").exists():
        run("python3", "-m", "venv", where / "venv")
        run(where / "venv/bin/pip", "-q", "install", f"oxigraph=={OXIGRAPH}")
    jar = where / f"fuseki/jena-fuseki-server-{FUSEKI}.jar"
    if not jar.exists():
        artifact = f"org.apache.jena:jena-fuseki-server:{FUSEKI}"
        run("mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}",
            f"-DoutputDirectory={jar.parent}")
    if not (where / "virt/usr/bin/virtuoso-t").exists():
        (where / "debs").mkdir(exist_ok=True)
        run("apt-get", "update", "-qq")
        run("apt-get", "download", "-qq", *VIRTUOSO, cwd=where / "debs")
        for deb in sorted((where / "debs").glob("*.deb")):
            run("dpkg", "-x", deb, where / "virt")


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, **options)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def readme(folder, language):
    """The first piece of code in the README."""
    text = (folder / "README.md").read_text()
    return text.split(f"```{language}\n")[1].split("```")[0]


class Server:
    """A store: `start`, `kill` as by a power cut, `start` again, `stop`."""

    name = ""
    user = None
    password = None

    def __init__(self, installed, folder):
        self.installed = installed
        self.folder = folder
        self.port = free_port()
        self.process = None
        folder.mkdir(parents=True, exist_ok=True)
        self.prepare()

    def prepare(self):
        pass

    def start(self):
        log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [str(word) for word in self.command()], cwd=self.folder, stdout=log, stderr=log,
            env={**os.environ, **self.environment()}, start_new_session=True)
        log.close()
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended: {self.folder / 'log'}")
            try:
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                opener.open(self.ready(), timeout=5).close()
                return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"{self.name} does not answer")

    def ready(self):
        return self.url

    def environment(self):
        return {}

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def peak_mib(self):
        """The server's own peak of resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024


class Oxigraph(Server):
    name = "oxigraph"

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def ready(self):
        return f"{self.url}/query?query=ASK%7B%7D"

    def addresses(self):
        return [f"{self.url}/{path}" for path in ("store", "query", "update")]

    def bulk(self, folder):
        """Loads a folder as its README says, while the server is down."""
        self.stop()
        script = readme(folder, "sh").replace("/path/of/the/database", str(self.folder / "data"))
        tool = self.installed / "venv/bin"
        run("bash", "-ec", script, cwd=folder, stderr=subprocess.DEVNULL,
            env={**os.environ, "PATH": f"{tool}:{os.environ['PATH']}"})
        self.start()

    def command(self):
        return [self.installed / "venv/bin/oxigraph", "serve", "--location", self.folder / "data",
                "--bind", f"127.0.0.1:{self.port}"]


class Fuseki(Server):
    """With a password, so that Basic is tested; TDB2 on disk."""

    name = "fuseki"
    auth = "basic"
    user = "writer"
    password = "pass word:with \"signs\" é"

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/ds"

    def ready(self):
        return f"http://127.0.0.1:{self.port}/$/ping"

    def addresses(self):
        return [f"{self.url}/{path}" for path in ("data", "sparql", "update")]

    def bulk(self, folder):
        """Loads a folder as its README says, while the server is down."""
        self.stop()
        script = readme(folder, "sh").replace("/path/of/the/database", str(self.folder / "data"))
        jar = self.installed / f"fuseki/jena-fuseki-server-{FUSEKI}.jar"
        script = script.replace("tdb2.tdbloader", f"java -cp {jar} tdb2.tdbloader")
        run("bash", "-ec", script, cwd=folder, stderr=subprocess.DEVNULL)
        self.start()

    def prepare(self):
        (self.folder / "data").mkdir(exist_ok=True)
        (self.folder / "passwd").write_text(f"{self.user}: {self.password}\n")

    def command(self):
        return ["java", "-Xmx2g", "-jar", self.installed / f"fuseki/jena-fuseki-server-{FUSEKI}.jar",
                f"--port={self.port}", "--localhost", "--update", "--tdb2",
                f"--loc={self.folder / 'data'}", f"--passwd={self.folder / 'passwd'}",
                f"--auth={self.auth}", "/ds"]


class Virtuoso(Server):
    name = "virtuoso"
    user = "dba"
    password = "dba"

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def ready(self):
        return f"{self.url}/sparql?query=ASK%7B%7D"

    def addresses(self):
        return [f"{self.url}/{path}" for path in ("sparql-graph-crud-auth", "sparql-auth", "sparql-auth")]

    def prepare(self):
        virt = self.installed / "virt"
        self.sql = free_port()
        (self.folder / "virt.ini").write_text(INI.format(
            folder=self.folder, http=self.port, sql=self.sql))

    def bulk(self, folder):
        """Loads a folder as its README says; returns where it then stands."""
        script = folder / "load.sql"
        script.write_text(readme(folder, "sql").replace("/full/path/of/this/folder", str(folder)))
        said = subprocess.run(
            [self.installed / "virt/usr/bin/isql-vt", str(self.sql), self.user, self.password, script],
            env={**os.environ, **self.environment()}, capture_output=True, text=True, check=True)
        assert "Error" not in said.stdout + said.stderr, said

    def environment(self):
        virt = self.installed / "virt"
        return {"LD_LIBRARY_PATH": f"{virt}/usr/lib/x86_64-linux-gnu:{virt}/lib/x86_64-linux-gnu"}

    def command(self):
        # A lock that a killed server leaves behind would keep it from starting.
        (self.folder / "virt.lck").unlink(missing_ok=True)
        return [self.installed / "virt/usr/bin/virtuoso-t", "-f", "-c", self.folder / "virt.ini"]


INI = """
[Database]
DatabaseFile = {folder}/virt.db
ErrorLogFile = {folder}/virt.log
LockFile = {folder}/virt.lck
TransactionFile = {folder}/virt.trx
xa_persistent_file = {folder}/virt.pxa
[TempDatabase]
DatabaseFile = {folder}/virt-temp.db
TransactionFile = {folder}/virt-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000
MaxCheckpointRemap = 2000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""

ALL = [Oxigraph, Fuseki, Virtuoso]
