"""Has pydot and NetworkX read DOT of more than can be drawn, and compares it with the tables of CSV."""

import collections
import csv
import json
import os
import pathlib
import subprocess
import sys

import networkx
import pydot

ROOT = pathlib.Path(__file__).parents[2]
WORK = pathlib.Path(sys.argv[1])


def main():
    outputs = [WORK / "many.dot", WORK / "many.csv"]
    arguments = [argument for path in outputs for argument in ("-o", path)]
    run = [os.environ["DIXIT"], "export", records(), "--top", "100000", *arguments]
    subprocess.run(run, check=True, capture_output=True)
    [drawing] = pydot.graph_from_dot_file(outputs[0])
    graph = networkx.nx_pydot.from_pydot(drawing)
    failures = 0
    for _, _, line in graph.edges(data=True):
        if not {"label", "tooltip", "article"} <= line.keys():
            failures += 1
            print(f"a line without its evidence: {line}")
    iri = {node: data.get("iri", "").strip('"') for node, data in graph.nodes(data=True)}
    # Claims are notes; a line from one says how it answers another.
    speaks = {node for node, data in graph.nodes(data=True) if data.get("shape") == "box"}
    drawn = {(iri[a], iri[b]) for a, b in graph.edges() if a in speaks and iri[a] and iri[b]}
    said, others = sayings(WORK / "many.edges.csv")
    for pair in sorted(said - drawn) + sorted(drawn - said - others):
        failures += 1
        print(f"only in one of DOT and CSV: {pair}")
    print(f"{len(graph)} boxes and {graph.number_of_edges()} lines in DOT, {len(said)} pairs in CSV")
    return failures


def records():
    """Writes the example records so often that nobody could read them in a drawing."""
    path = WORK / "many.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        for name in ["bridge", "drone", "hard"] * 40:
            record = json.loads((ROOT / f"tests/data/{name}.json").read_text(encoding="utf-8"))
            record["id"] = f"a{file.tell()}"
            record["url"] = f"https://news.example/{file.tell()}"
            file.write(json.dumps(record) + "\n")
    return path


def sayings(path):
    """Returns who says which claim, and what a line may join besides."""
    roles = collections.defaultdict(lambda: collections.defaultdict(set))
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            roles[row["Label"]][row["Source"]].add(row["Target"])
    pairs, passing = set(), set()
    for statement, claims in roles["content"].items():
        ends = {(who, claim) for who in roles["source"][statement] for claim in claims}
        # Whoever does nothing but pass others' words on stands in their lines.
        carries = any(roles["conveys"][claim] for claim in claims)
        within = any(statement in inner for inner in roles["conveys"].values())
        (passing if carries or within else pairs).update(ends)
    others = set(passing)
    for statement, targets in roles["target"].items():
        others |= {(who, target) for who in roles["source"][statement] for target in targets}
    return pairs, others


sys.exit(main() > 0)
