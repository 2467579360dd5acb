"""Compares what each judge read with what was written, as sets of quads."""

import pathlib
import sys

import pyoxigraph

WRITTEN, READ = map(pathlib.Path, sys.argv[1:3])
JUDGES = {
    "oxigraph": {"ttl", "trig", "nt", "nq", "rdf", "jsonld"},
    "jena": {"ttl", "trig", "nt", "nq", "rdf", "jsonld"},
    "n3": {"ttl", "trig", "nt", "nq", "jsonld"},
    "rdflib": {"ttl", "trig", "nt", "nq", "rdf", "jsonld"},
    "rapper": {"ttl", "trig", "nt", "nq", "rdf"},
}


def quads(path):
    """Language tags differ in case between readers, and mean the same."""
    out = set()
    for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS):
        term = quad.object
        if isinstance(term, pyoxigraph.Literal) and term.language:
            term = pyoxigraph.Literal(term.value, language=term.language.lower())
        out.add((str(quad.subject), str(quad.predicate), str(term), str(quad.graph_name)))
    return out


def expects(judge, name):
    extension = name.rsplit(".", 1)[1]
    # rdflib and rapper know no triple terms yet.
    terms = ".rdf12." in name
    return extension in JUDGES[judge] and not (terms and judge in ("rdflib", "rapper"))


failures = checked = 0
counts = dict.fromkeys(JUDGES, 0)
for path in sorted(WRITTEN.iterdir()):
    record, model, graphs, extension = path.name.split(".")
    expected = quads(WRITTEN / f"{record}.{model}.{graphs}.nq")
    for judge in JUDGES:
        if not expects(judge, path.name):
            continue
        checked += 1
        result = READ / judge / (path.name + ".nq")
        if not result.exists():
            print(f"{judge} did not read {path.name}")
            failures += 1
            continue
        found = quads(result)
        if found != expected:
            failures += 1
            print(f"{judge} read {path.name} differently:")
            for missing in sorted(expected - found)[:3]:
                print("  missing", missing)
            for extra in sorted(found - expected)[:3]:
                print("  extra  ", extra)
        else:
            counts[judge] += 1
print(", ".join(f"{judge} {count}" for judge, count in counts.items()), f"of {checked} in all agree")
sys.exit(failures > 0)
