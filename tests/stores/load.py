"""A million quads into each store and back, timed."""

import os
import subprocess
import time

import cases

ARTICLES = 14286


def run(dixit, kind, installed, folder):
    data = folder / "million.jsonl"
    if not data.exists():
        cases.articles(data, ARTICLES)
    server = kind(installed, folder / kind.name)
    case = cases.Case(dixit, server, folder / kind.name / "load")
    try:
        server.start()
        line = ("--to", server.url, "--store", kind.name, "--graph", case.graph)
        for name, words in {
            "push into an empty graph": ("push", data, *line),
            "push with --replace": ("push", data, *line, "--replace"),
            "push again, added": ("push", data, *line),
            "pull": ("pull", "--from", server.url, *line[2:], "-o", folder / "million.nt"),
        }.items():
            report(case, kind, name, words)
        print(f"| {kind.name} | what came back | {case.same(data)} | | | |")
        print(f"| {kind.name} | the server's peak | | | {server.peak_mib():.0f} MiB | |", flush=True)
    finally:
        server.stop()


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
    print(f"| {kind.name} | {name} | {seconds:.1f} s | {cpu:.1f} s | {peak:.0f} MiB |", flush=True)
