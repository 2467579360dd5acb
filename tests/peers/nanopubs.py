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
print(f"{count} nanopublications, {failures} refused")
sys.exit(failures > 0 or count == 0)
