"""A million quads into each store and back, timed.

This process stays small, since a child's peak of memory begins with its parent's.
"""

import os
import subprocess
import time

import cases

ARTICLES = 14286


def run(dixit, kind, installed, folder):
    old, new = folder / "old.jsonl", folder / "new.jsonl"
    for data, salt in ((old, ""), (new, " today")):
        if not data.exists():
            cases.articles(data, ARTICLES, salt)
    server = kind(installed, folder / kind.name)
    case = cases.Case(dixit, server, folder / kind.name / "load")
    try:
        server.start()
        line = ("--store", kind.name, "--graph", case.graph)
        push = ("--to", server.url, *line)
        pull = ("pull", "--from", server.url, *line, "-o")
        for name, words in {
            "push into an empty graph": ("push", old, *push),
            "push again, added": ("push", old, *push),
            "push of others with `--replace`": ("push", new, *push, "--replace"),
            "pull as nt": (*pull, folder / "pulled.nt"),
            "pull as jsonl": (*pull, folder / "pulled.jsonl"),
        }.items():
            report(case, kind, name, words)
        print(f"| {kind.name} | what came back | {same(case, new, folder)} | | | |")
        records = sum(1 for _ in open(folder / "pulled.jsonl"))
        assert records == ARTICLES, records
        print(f"| {kind.name} | the server's peak | | | {server.peak_mib():.0f} MiB | |", flush=True)
    finally:
        server.stop()


def same(case, data, folder):
    """Compares what was exported with what was pulled, sorted on disk."""
    case.export(data, "-o", folder / "exported.nt")
    for spelling in ("to the byte", "by value"):
        sums = []
        for name in ("exported", "pulled"):
            lines = folder / f"{name}.lines"
            with open(folder / f"{name}.nt") as raw, open(lines, "w") as out:
                out.writelines(raw if spelling == "to the byte" else map(cases.by_value, raw))
            subprocess.run(["sort", "-u", "-o", lines, lines], check=True, env={**os.environ, "LC_ALL": "C"})
            sums.append(subprocess.run(["sha256sum", lines], check=True, capture_output=True).stdout.split()[0])
        if sums[0] == sums[1]:
            return spelling
    raise AssertionError(f"not the same: compare {folder}/exported.lines and pulled.lines")


def report(case, kind, name, words):
    env = dict(os.environ)
    words = [str(word) for word in (case.dixit, *words)]
    if case.server.user:
        env["DIXIT_PASSWORD"] = case.server.password
        words += ["--user", case.server.user]
    start = time.monotonic()
    client = subprocess.Popen(words, env=env, stderr=subprocess.PIPE)
    said = client.stderr.read().decode()
    _, status, usage = os.wait4(client.pid, 0)
    client.returncode = os.waitstatus_to_exitcode(status)
    assert client.returncode == 0, said
    seconds = time.monotonic() - start
    cpu = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss / 1024
    load = os.getloadavg()[0]
    print(f"| {kind.name} | {name} | {seconds:.1f} s | {cpu:.1f} s | {peak:.0f} MiB | load {load:.1f} |", flush=True)
