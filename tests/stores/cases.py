"""What must hold of every store."""

import json
import os
import re
import resource
import subprocess
import time
from decimal import Decimal

from faults import Proxy

def articles(path, number, salt=""):
    """Made-up records, 70 quads each."""
    with open(path, "w") as out:
        for i in range(number):
            out.write(json.dumps(article(i, salt)) + "\n")


def article(i, salt):
    claim = f"the bridge number {i} is safe{salt}"
    return {
        "id": f"a{i}", "url": f"https://news.example/{i}", "title": f"Of bridge {i}\t“ä”",
        "publisher": "Example News", "published": "2023-05-03", "language": "en",
        "text": f"Ann Oduya denied that {claim}. Bob Lind said so.",
        "entities": [
            {"id": "e1", "name": f"Ann Oduya {i % 500}", "kind": "person",
             "mentions": [{"start": 0, "end": 9, "form": "name"}]},
            {"id": "e2", "name": f"Bob Lind {i % 700}", "kind": "person"}],
        "claims": [{"id": "c1", "text": claim, "spans": [{"start": 22, "end": 40}]}],
        "statements": [
            {"id": "s1", "relation": "denied", "source": ["e1"], "cue": [{"start": 10, "end": 16}],
             "source_spans": [{"start": 0, "end": 9}], "content": "c1",
             "confidence": round(0.5 + i % 500 / 1000, 3)},
            {"id": "s2", "relation": "said", "source": ["e2"], "content": "c1"}],
    }


class Case:
    """One store, one dixit, one folder."""

    def __init__(self, dixit, server, folder):
        self.dixit, self.server, self.folder = dixit, server, folder
        # Each case has its own graph, so that none leans on another.
        self.graph = f"https://graph.example/{folder.name}?x=1&y=ä"
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, *words, password=None, code=0, **options):
        env = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
        env.update(options.get("env", {}))
        if self.server.user and not options.get("anonymous"):
            env["DIXIT_PASSWORD"] = password or self.server.password
            words = (*words, "--user", self.server.user)
        start = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([self.dixit, *map(str, words)], env=env, capture_output=True,
                              text=True, timeout=options.get("timeout", 1800))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.seconds = time.monotonic() - start
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        said = done.stdout + done.stderr
        secret = password or self.server.password
        assert not secret or secret == "dba" or secret not in said, f"the secret is shown: {said}"
        self.code = done.returncode
        codes = code if isinstance(code, tuple) else (code,)
        assert self.code in codes, f"{words}: ended with {self.code}: {said}"
        return said

    def begin(self, *words):
        """Begins a run that somebody will end."""
        env = dict(os.environ)
        if self.server.user:
            env["DIXIT_PASSWORD"] = self.server.password
            words = (*words, "--user", self.server.user)
        return subprocess.Popen([self.dixit, *map(str, words)], env=env, stderr=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL)

    def push(self, data, *words, url=None, named=True, **options):
        graph = ("--graph", self.graph) if named else ()
        return self.run("push", data, "--to", url or self.server.url, "--store", self.server.name,
                        *graph, *words, **options)

    def export(self, *words):
        subprocess.run([self.dixit, "export", *map(str, words)], check=True, capture_output=True)

    def pulled(self, graph=None):
        out = self.folder / "pulled.nt"
        self.run("pull", "--from", self.server.url, "--store", self.server.name,
                 "--graph", graph or self.graph, "-o", out)
        return out.read_text().splitlines()

    def exported(self, data):
        out = self.folder / "exported.nt"
        self.export(data, "-o", out)
        return sorted(set(out.read_text().splitlines()))

    def same(self, data):
        """Compares what the store holds with what was exported."""
        sent, got = self.exported(data), sorted(self.pulled())
        if sent == got:
            return "to the byte"
        sent, got = (sorted(map(by_value, lines)) for lines in (sent, got))
        missing = set(sent) - set(got)
        more = set(got) - set(sent)
        assert sent == got, f"missing {len(missing)}, such as {sorted(missing)[:2]}; too many {len(more)}"
        return "by value"


NUMBER = re.compile(r'"([^"]*)"\^\^<http://www.w3.org/2001/XMLSchema#(decimal|integer|nonNegativeInteger)>')


def by_value(line):
    """Stores keep numbers as numbers: 1 and 1.0 are the same decimal."""
    def plain(found):
        number, kind = Decimal(found[1]), found[2].replace("nonNegativeInteger", "integer")
        return f'"{number.normalize():f}"^^{kind}'
    return NUMBER.sub(plain, line)


def round_trip(case, number=143):
    data = case.folder / "data.jsonl"
    articles(data, number)
    said = case.push(data)
    assert "counted there" in said
    return f"{len(case.exported(data))} triples, {case.same(data)}"


def again(case):
    data = case.folder / "data.jsonl"
    articles(data, 143)
    case.push(data)
    case.push(data)
    return "nothing twice, " + case.same(data)


def replace(case):
    old, new = case.folder / "old.jsonl", case.folder / "data.jsonl"
    articles(old, 100)
    articles(new, 120, " today")
    case.push(old, "--replace")
    case.push(new, "--replace")
    return case.same(new)


def add(case):
    old, new, both = (case.folder / f"{name}.jsonl" for name in ("old", "new", "both"))
    articles(old, 60)
    articles(new, 60, " today")
    both.write_text(old.read_text() + new.read_text())
    case.push(old, "--replace")
    case.push(new)
    return case.same(both)


def many_graphs(case):
    data, quads = case.folder / "data.jsonl", case.folder / "data.nq"
    articles(data, 40)
    lines = case.exported(data)
    with open(quads, "w") as out:
        for n, line in enumerate(lines):
            out.write(f"{line[:-2]} <urn:many:{n % 300}> .\n")
    case.push(quads, named=False)
    case.push(quads, named=False)
    one = sorted(map(by_value, lines[7::300]))
    assert sorted(map(by_value, case.pulled("urn:many:7"))) == one
    return "300 graphs, twice: each the same"


def wrong_password(case):
    if not case.server.user:
        return "asks for none"
    data = case.folder / "data.jsonl"
    articles(data, 2)
    said = case.push(data, password="wr0ng-s3cret", code=2)
    assert "not accepted" in said, said
    return "refused, not shown"


def wrong_address(case):
    data = case.folder / "data.jsonl"
    articles(data, 2)
    said = case.push(data, url=case.server.url.removesuffix("/ds") + "/nosuch", code=2)
    said = said.strip().splitlines()[-1]
    return said[said.find("refused"):][:60]


def with_fault(fault, code, words=(), size=143, check=None, expect=None):
    def go(case):
        data = case.folder / "data.jsonl"
        articles(data, size)
        with Proxy(case.server, fault) as proxy:
            said = case.push(data, *words, url=proxy.url, code=code)
            if check:
                check(proxy)
        assert not expect or expect in said, said
        if code == 0:
            return case.same(data)
        # Done again without the fault, all is well.
        case.push(data, *words)
        return f"an error; done again: {case.same(data)}"
    return go


def once(fault):
    return lambda n: fault if n == 1 else None


def waited(proxy):
    assert proxy.times[1] - proxy.times[0] >= 2, proxy.times


def lost_when_adding(case):
    old, new, both = (case.folder / f"{name}.jsonl" for name in ("old", "new", "both"))
    articles(old, 60)
    articles(new, 60, " today")
    both.write_text(old.read_text() + new.read_text())
    case.push(old)
    with Proxy(case.server, lambda n: "lose") as proxy:
        said = case.push(new, url=proxy.url, code=2)
    assert "found 0" in said, said
    same = case.same(old)
    case.push(new)
    return f"told, the old graph as it was ({same}); done again: {case.same(both)}"


def kept_when_replacing(case):
    old, new = case.folder / "old.jsonl", case.folder / "data.jsonl"
    articles(old, 100)
    articles(new, 120, " today")
    case.push(old)
    with Proxy(case.server, lambda n: "cut") as proxy:
        case.push(new, "--replace", "--tries", "2", url=proxy.url, code=2)
    same = case.same(old)
    case.push(new, "--replace")
    return f"the old graph as it was ({same}); done again: {case.same(new)}"


def killed(words):
    def go(case):
        data = case.folder / "data.jsonl"
        articles(data, 1000)
        kill = lambda n: "kill" if n == (1 if words else 2) else None
        with Proxy(case.server, kill, case.server.kill) as proxy:
            case.push(data, *words, "--tries", "2", url=proxy.url, code=2)
        case.server.start()
        case.push(data, *words)
        return f"started again, pushed again: {case.same(data)}"
    return go


def client_killed(case):
    data = case.folder / "data.jsonl"
    articles(data, 1000)
    held = 0
    for pause in (0.3, 0.6, 0.9):
        client = case.begin("push", data, "--to", case.server.url, "--store", case.server.name,
                            "--graph", case.graph)
        time.sleep(pause)
        client.kill()
        held += client.wait() != 0
    case.push(data)
    return f"cut off {held} times, then whole: {case.same(data)}"


def client_killed_replacing(case):
    """The graph is the old one or the new one; in Virtuoso one of them is whole."""
    old, new = case.folder / "old.jsonl", case.folder / "data.jsonl"
    articles(old, 400)
    articles(new, 400, " today")
    for data in (new, old, new):
        case.push(data, "--replace")
    whole = case.seconds
    lines = {name: set(map(by_value, case.exported(data))) for name, data in (("old", old), ("new", new))}
    held, seen = 0, []
    for moment in range(1, 6):
        put_back(case, old)
        client = case.begin("push", new, "--to", case.server.url, "--store", case.server.name,
                            "--graph", case.graph, "--replace")
        time.sleep(whole * moment / 6)
        client.kill()
        held += client.wait() != 0
        got = set(map(by_value, case.pulled()))
        left = [name for name in lines if got == lines[name]]
        if case.server.name == "virtuoso" and not left:
            assert got <= lines["old"] | lines["new"], "words that nobody sent"
            assert lines["old"] <= got or lines["new"] <= got, "neither is whole"
            left = ["both"]
        assert left, f"neither the old graph nor the new one: {len(got)} triples"
        seen += left
    assert held, "no push was cut off"
    put_back(case, new)
    found = ", ".join(f"{seen.count(name)} {name}" for name in ("old", "new", "both") if name in seen)
    return f"cut off {held} times: {found}; then whole: {case.same(new)}"


def put_back(case, data):
    """Replaces a graph, again where the store is still at work on a push that was killed."""
    for _ in range(4):
        said = case.push(data, "--replace", code=(0, 2))
        if case.code == 0:
            return
        assert "counted" in said, said
        time.sleep(1)
    raise AssertionError("never whole")


def replaced_after_cuts(case):
    """What comes after pushes that were cut off can be read back, too."""
    old, new = case.folder / "old.jsonl", case.folder / "data.jsonl"
    articles(old, 400)
    articles(new, 400, " today")
    for fault in (once("cut"), lambda n: "cut" if n % 20 == 0 else None):
        with Proxy(case.server, fault) as proxy:
            case.push(old, "--replace", url=proxy.url)
            case.push(new, "--replace", url=proxy.url)
            case.push(old, "--replace")
    case.push(new, "--replace")
    return case.same(new)


def bulk(case):
    data, files = case.folder / "data.jsonl", case.folder / "files"
    articles(data, 50, " in bulk")
    case.export("--for", case.server.name, "--graph", "document", data, "-o", files)
    case.server.bulk(files.resolve())
    graph = "https://news.example/7"
    one = case.folder / "one.jsonl"
    one.write_text(json.dumps(article(7, " in bulk")) + "\n")
    sent = sorted(map(by_value, case.exported(one)))
    assert sent == sorted(map(by_value, case.pulled(graph)))
    return f"as its README says: 50 graphs, one pulled: {len(sent)} triples, the same"


def untrusted(case):
    """A server whose certificate nobody vouches for gets no password."""
    data = case.folder / "data.jsonl"
    articles(data, 2)
    key, certificate = case.folder / "key.pem", case.folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-addext", "basicConstraints=critical,CA:FALSE",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with Proxy(case.server, lambda n: None, tls=(certificate, key)) as proxy:
        said = case.push(data, url=proxy.url, code=2)
        assert "certificate" in said, said
        assert proxy.seen == 0
        case.push(data, "--cacert", certificate, url=proxy.url)
    return f"refused; with --cacert: {case.same(data)}"


LITERALS = """
"false"^^<xsd:boolean>
"1"^^<xsd:boolean>
"1"^^<xsd:decimal>
"0.94"^^<xsd:decimal>
"0.90"^^<xsd:decimal>
"0.8123456789012345"^^<xsd:decimal>
"7"^^<xsd:nonNegativeInteger>
"007"^^<xsd:integer>
"2023-05-03"^^<xsd:date>
"2023-05"^^<xsd:gYearMonth>
"2023-05-03T10:00:00+02:00"^^<xsd:dateTime>
"2023-05-03T10:00:00.120Z"^^<xsd:dateTime>
"colour"@en-gb
"a\\tb\\n\\"c\\" \\\\ ä 😀"
"a + b & c = 100 %25; ?x { } \\u0001 \\\\u0022"
""
"""


def literals(case):
    """Which literals come back otherwise than they went."""
    path = case.folder / "literals.nt"
    words = LITERALS.replace("<xsd:", "<http://www.w3.org/2001/XMLSchema#").split("\n")[1:-1]
    sent = [f"<urn:s> <urn:p:{n}> {word} ." for n, word in enumerate(words)]
    # And so many more that Fuseki gets them as updates.
    more = [f'<urn:s> <urn:more:{n}> "{n:030}" .' for n in range(2000)]
    path.write_text("\n".join(sent + more) + "\n")
    case.push(path)
    got = dict(line[:-2].split(" ", 2)[1:] for line in case.pulled())
    assert all(got.pop(f"<urn:more:{n}>") == f'"{n:030}"' for n in range(2000))
    changed = []
    for n, word in enumerate(words):
        back = got.pop(f"<urn:p:{n}>")
        if back != word:
            changed.append(f"{short(word)} as {short(back)}")
    assert not got
    return f"{len(words)}; " + ("; ".join(changed) or "all the same")


def short(word):
    return "`" + word.replace("<http://www.w3.org/2001/XMLSchema#", "").rstrip(">") + "`"


CASES = {
    "round trip": round_trip,
    "pushed twice": again,
    "replaced": replace,
    "added to": add,
    "quads in 300 graphs": many_graphs,
    "literals": literals,
    "wrong password": wrong_password,
    "wrong address": wrong_address,
    "unknown certificate": untrusted,
    "413 for the body": with_fault(lambda n: (413, {"Connection": "close"}), 2, expect="413"),
    "cut in the middle once": with_fault(once("cut"), 0),
    "cut in the middle always": with_fault(lambda n: "cut", 2, ("--tries", "2")),
    "cut while replacing": kept_when_replacing,
    "500 once": with_fault(once((500, {})), 0),
    "500 always": with_fault(lambda n: (500, {}), 2, ("--tries", "2"), expect="500"),
    "503, Retry-After: 2": with_fault(once((503, {"Retry-After": "2"})), 0, check=waited),
    "503, Retry-After: 9999": with_fault(once((503, {"Retry-After": "9999"})), 2, expect="9999"),
    "201 and nothing stored": with_fault(once("lose"), 2, expect="counted after sending"),
    "the same, replacing": with_fault(once("lose"), 2, ("--replace",), expect="found"),
    "the same, adding": lost_when_adding,
    "bulk loader": bulk,
    "client killed": client_killed,
    "client killed while replacing": client_killed_replacing,
    "replaced after cuts": replaced_after_cuts,
    "server killed": killed(()),
    "server killed while replacing": killed(("--replace",)),
}
