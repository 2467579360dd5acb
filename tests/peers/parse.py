"""Reads each file with rdflib, Oxigraph and rapper, and writes it as N-Quads."""

import pathlib
import subprocess
import sys

import pyoxigraph
import rdflib

RAPPER = {".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads", ".rdf": "rdfxml"}
RDFLIB = {".ttl": "turtle", ".trig": "trig", ".nt": "nt11", ".nq": "nquads", ".rdf": "xml", ".jsonld": "json-ld"}


def with_rdflib(path):
    data = rdflib.Dataset()
    data.parse(path, format=RDFLIB[path.suffix])
    return data.serialize(format="nquads").encode()


def with_oxigraph(path):
    suffix = path.suffix.removeprefix(".")
    quads = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.from_extension(suffix)))
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS)


def with_rapper(path):
    format = RAPPER[path.suffix]
    command = ["rapper", "-q", "-i", format, "-o", "nquads", str(path)]
    done = subprocess.run(command, capture_output=True)
    if done.returncode or done.stderr:
        raise ValueError(done.stderr.decode().strip() or f"exit code {done.returncode}")
    return done.stdout


def main(out, files):
    for name, read, suffixes in [
        ("rdflib", with_rdflib, RDFLIB),
        ("oxigraph", with_oxigraph, RDFLIB),
        ("rapper", with_rapper, RAPPER),
    ]:
        folder = out / name
        folder.mkdir(exist_ok=True)
        for path in files:
            # Neither knows triple terms yet.
            if path.suffix not in suffixes or (".rdf12." in path.name and name != "oxigraph"):
                continue
            try:
                (folder / (path.name + ".nq")).write_bytes(read(path))
            except Exception as error:
                print(f"{name}: {path.name}: {error}")


main(pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]])
