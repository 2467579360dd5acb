"""Runs the SPARQL of docs/rdf.md in rdflib and Oxigraph: same answers, and some."""

import pathlib
import re
import sys

import pyoxigraph
import rdflib

ROOT = pathlib.Path(__file__).parents[2]
WORK = pathlib.Path(sys.argv[1])
turtle = WORK / "written/bridge.nary.none.ttl"
prefixes = "\n".join(
    f"PREFIX {name}: <{iri}>"
    for name, iri in re.findall(r"^@prefix (\w+): <(.*)> \.$", turtle.read_text("utf-8"), re.M)
)
graph = rdflib.Graph()
store = pyoxigraph.Store()
for path in [turtle, ROOT / "schema/dixit.ttl"]:
    graph.parse(path)
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
questions = re.findall(r"```sparql\n(.*?)```", (ROOT / "docs/rdf.md").read_text("utf-8"), re.S)
failures = 0
for question in questions:
    first = sorted(tuple(map(str, row)) for row in graph.query(prefixes + question))
    second = sorted(
        tuple(getattr(term, "value", str(term)) for term in row) for row in store.query(prefixes + question)
    )
    if first != second or not first:
        failures += 1
        print(f"{question}\nrdflib: {first}\nOxigraph: {second}")
print(f"{len(questions)} questions, {failures} failures")
sys.exit(failures > 0 or not questions)
