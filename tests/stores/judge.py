"""Comunica answers the ready questions over exported files; dixit must answer the same."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent / "judge"
DATA = Path(__file__).parent.parent / "data"


def run(dixit, installed, folder):
    """Returns how many questions were answered otherwise."""
    where = installed / "judge"
    where.mkdir(exist_ok=True)
    for name in ("package.json", "ask.mjs"):
        (where / name).write_text((HERE / name).read_text())
    if not (where / "node_modules").exists():
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=where, check=True)
    graph = folder / "judged.ttl"
    # hostile.json is a list of words, not of records
    records = sorted(p for p in DATA.glob("*.json") if p.name != "hostile.json")
    subprocess.run([dixit, "export", *records, "-o", graph], check=True, capture_output=True)
    names = [line.split()[0] for line in said(dixit, "query", "--help").splitlines()
             if line.startswith("  ") and line.rstrip().endswith(".") and line[2].islower()]
    assert len(names) >= 8, names
    return sum(differs(dixit, where, folder, graph, name) for name in names)


def differs(dixit, where, folder, graph, name):
    question = folder / f"{name}.rq"
    question.write_text(said(dixit, "query", "--show", name))
    ours = rows(said(dixit, "query", graph, "--ask", name, "--to", "csv"))
    theirs = rows(said("node", where / "ask.mjs", graph, question))
    same = ours == theirs
    print(f"| comunica | {name} | {len(ours) - 1} rows, {'the same' if same else 'FAILED: other'} |", flush=True)
    return not same


def said(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def rows(text):
    return sorted(text.replace("\r\n", "\n").splitlines())
