"""Has pyshacl pass every example and refuse planted faults, each for its reason.

`dixit validate` must refuse the same faults.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import pyshacl
import rdflib
from rdflib.namespace import RDF

DX = rdflib.Namespace("https://w3id.org/dixit/ns#")
NIF = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
ROOT = pathlib.Path(__file__).parents[2]
WORK = pathlib.Path(sys.argv[1])

shapes = rdflib.Graph()
shapes.parse(ROOT / "schema/shapes.ttl")
shapes.parse(ROOT / "schema/shapes-sparql.ttl")


def check(graph):
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes, advanced=True, inplace=True)
    return conforms, text


def statement(graph, identifier):
    (node,) = (s for s in graph.subjects(DCTERMS.identifier, rdflib.Literal(identifier))
               if (s, RDF.type, DX.Statement) in graph)
    return node


def claim_of(graph, identifier):
    return graph.value(statement(graph, identifier), DX.content)


# Each fault: what it does to the graph, pyshacl's words, validate's words.
def claim_as_fact(g):
    g.add((claim_of(g, "s6"), rdflib.URIRef("https://schema.org/location"), DX.nowhere))


def claim_with_triple(g):
    g.add((claim_of(g, "s6"), RDF.subject, DX.nobody))


def negated_shortcut(g):
    s = statement(g, "s7")
    g.add((g.value(s, DX.source), DX.denied, g.value(s, DX.content)))


def conveyed_shortcut(g):
    s = statement(g, "s6")
    g.add((g.value(s, DX.source), DX.said, g.value(s, DX.content)))


def no_negation(g):
    g.remove((statement(g, "s7"), DX.negated, None))


def no_relation(g):
    g.remove((statement(g, "s1"), DX.relation, None))


def two_relations(g):
    g.add((statement(g, "s1"), DX.relation, DX.said))


def content_is_a_statement(g):
    g.set((statement(g, "s1"), DX.content, statement(g, "s2")))


def asserted_and_conveyed(g):
    s = statement(g, "s6")
    g.add((s, DX.assertedIn, g.value(s, PROV.wasDerivedFrom)))


def hangs_on_nothing(g):
    g.remove((statement(g, "s1"), DX.assertedIn, None))


def ring(g):
    s = statement(g, "s6")
    g.add((claim_of(g, "s6"), DX.conveys, s))


def ends_before_it_begins(g):
    mention = next(g.objects(statement(g, "s1"), DX.cue))
    g.set((mention, NIF.beginIndex, rdflib.Literal("999", datatype=rdflib.XSD.nonNegativeInteger)))


def other_words(g):
    mention = next(g.objects(statement(g, "s1"), DX.cue))
    g.set((mention, NIF.anchorOf, rdflib.Literal("admitted")))


def confidence_above_one(g):
    g.set((statement(g, "s1"), DX.confidence, rdflib.Literal("1.5", datatype=rdflib.XSD.decimal)))


def no_article(g):
    g.remove((statement(g, "s1"), PROV.wasDerivedFrom, None))


def no_identifier(g):
    g.remove((statement(g, "s1"), DCTERMS.identifier, None))


def cue_is_no_mention(g):
    mention = next(g.objects(statement(g, "s1"), DX.cue))
    g.remove((mention, None, None))


FAULTS = [
    (claim_as_fact, "Node <urn:dixit:claim/", "its content is no fact"),
    (claim_with_triple, "is closed", "its content is no fact"),
    (negated_shortcut, "has the shortcut", "no statement that the article itself makes"),
    (conveyed_shortcut, "has the shortcut", "no statement that the article itself makes"),
    (no_negation, "whether it is negated", "has no dx:negated"),
    (no_relation, "needs one relation", "has no dx:relation"),
    (two_relations, "needs one relation", "2 values of dx:relation"),
    (content_is_a_statement, "is one claim", "dx:content leads to"),
    (asserted_and_conveyed, "asserts a statement that a claim passes on", "but a claim passes it on"),
    (hangs_on_nothing, "hangs on nothing", "needs dx:assertedIn"),
    (ring, "passes itself on", "conveys itself"),
    (ends_before_it_begins, "ends after it begins", "is empty"),
    (other_words, "not those of the text", "other words than the text"),
    (confidence_above_one, "from 0 to 1", "not from 0 to 1"),
    (no_article, "the one article it is from", "has no prov:wasDerivedFrom"),
    (no_identifier, "its id in the record", "has no dcterms:identifier"),
    (cue_is_no_mention, "a cue is a dx:Mention", "needs a nif:beginIndex"),
]

failures = 0
examples = sorted(
    path for path in (WORK / "written").iterdir()
    if path.suffix == ".nq" and ".edges." not in path.name and ".rdf12." not in path.name
)
for path in examples:
    data = rdflib.Dataset(default_union=True)
    data.parse(path, format="nquads")
    graph = rdflib.Graph()
    for s, p, o, _ in data.quads():
        graph.add((s, p, o))
    conforms, text = check(graph)
    if not conforms:
        failures += 1
        print(f"{path.name} does not conform:\n{text[:2000]}")

for plant, expected, native in FAULTS:
    graph = rdflib.Graph()
    graph.parse(WORK / "written/bridge.nary.none.nt", format="nt11")
    plant(graph)
    conforms, text = check(graph)
    if conforms or expected not in text:
        failures += 1
        print(f"{plant.__name__}: pyshacl did not say {expected!r}:\n{text[:1500]}")
    with tempfile.NamedTemporaryFile("wb", suffix=".nt") as file:
        file.write(graph.serialize(format="nt11", encoding="utf-8"))
        file.flush()
        done = subprocess.run([os.environ["DIXIT"], "validate", file.name], capture_output=True, text=True)
    if done.returncode != 1 or native not in done.stderr:
        failures += 1
        print(f"{plant.__name__}: dixit validate (exit {done.returncode}) did not say {native!r}:\n{done.stderr[:800]}")

print(f"{len(examples)} examples pass, {len(FAULTS)} planted faults refused, {failures} failures")
sys.exit(failures > 0)
