"""Has nanopub-py judge each nanopublication by itself."""

import pathlib
import sys

import rdflib
from nanopub import Nanopub

NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
WORK = pathlib.Path(sys.argv[1])
count = failures = 0
for path in sorted((WORK / "written").glob("*.nanopub.none.trig")):
    data = rdflib.Dataset(default_union=True)
    data.parse(path, format="trig")
    for nanopub in sorted(set(data.subjects(rdflib.RDF.type, NP.Nanopublication))):
        own = rdflib.Dataset()
        for s, p, o, g in data.quads():
            if str(g).startswith(f"{nanopub}/"):
                own.graph(g).add((s, p, o))
        count += 1
        try:
            np = Nanopub(rdf=own)
            valid = np.is_valid
        except Exception as error:
            valid = False
            print(f"{path.name}: {nanopub}: {error}")
        if not valid:
            failures += 1
            print(f"{path.name}: {nanopub} is not valid")
        # A judge that accepts anything judges nothing: without its provenance it must fall.
        bare = rdflib.Dataset()
        for s, p, o, g in own.quads():
            if not str(g).endswith("/provenance"):
                bare.graph(g).add((s, p, o))
        try:
            accepted = Nanopub(rdf=bare).is_valid
        except Exception:
            accepted = False
        if accepted:
            failures += 1
            print(f"{path.name}: {nanopub} is accepted without its provenance")
print(f"{count} nanopublications, {failures} failures")
sys.exit(failures > 0 or count == 0)
