"""Has NetworkX read the GraphML, and compares it with the tables of CSV."""

import csv
import os
import pathlib
import subprocess
import sys

import networkx

ROOT = pathlib.Path(__file__).parents[2]
WORK = pathlib.Path(sys.argv[1])
failures = 0
for name in ["bridge", "hard"]:
    record = ROOT / f"tests/data/{name}.json"
    outputs = [WORK / f"{name}.graphml", WORK / f"{name}.csv"]
    arguments = [argument for path in outputs for argument in ("-o", path)]
    subprocess.run([os.environ["DIXIT"], "export", record, *arguments], check=True, capture_output=True)
    graph = networkx.read_graphml(WORK / f"{name}.graphml", force_multigraph=True)
    with open(WORK / f"{name}.nodes.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(WORK / f"{name}.edges.csv", newline="", encoding="utf-8") as file:
        edges = list(csv.DictReader(file))
    kinds = {data["iri"]: data["kind"] for _, data in graph.nodes(data=True)}
    if kinds != {row["Id"]: row["Kind"] for row in rows} or len(rows) != len(kinds):
        failures += 1
        print(f"{name}: GraphML and CSV have other nodes")
    iri = {node: data["iri"] for node, data in graph.nodes(data=True)}
    drawn = sorted((iri[a], iri[b], data["label"]) for a, b, data in graph.edges(data=True))
    listed = sorted((row["Source"], row["Target"], row["Label"]) for row in edges)
    if drawn != listed:
        failures += 1
        print(f"{name}: GraphML and CSV have other edges")
    print(f"{name}: {len(rows)} nodes, {len(edges)} edges in GraphML and CSV")
sys.exit(failures > 0)
