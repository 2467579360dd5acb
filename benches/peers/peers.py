"""Write the same quads with tools of Python: peers.py WHICH TERMS."""

import sys


def rows(path):
    import orjson

    with open(path, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)


def plain(path):
    escapes = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
    out = sys.stdout
    for s, p, node, words, language, datatype in rows(path):
        if node is not None:
            out.write(f"<{s}> <{p}> <{node}> .\n")
            continue
        tail = f"@{language}" if language else f"^^<{datatype}>" if datatype else ""
        out.write(f'<{s}> <{p}> "{words.translate(escapes)}"{tail} .\n')


def pyoxigraph(path):
    import pyoxigraph as ox

    def quads():
        for s, p, node, words, language, datatype in rows(path):
            if node is not None:
                o = ox.NamedNode(node)
            elif language:
                o = ox.Literal(words, language=language)
            elif datatype:
                o = ox.Literal(words, datatype=ox.NamedNode(datatype))
            else:
                o = ox.Literal(words)
            yield ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o)

    ox.serialize(quads(), sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)


def rdflib(path):
    from rdflib import Dataset, Literal, URIRef

    data = Dataset()
    for s, p, node, words, language, datatype in rows(path):
        if node is not None:
            o = URIRef(node)
        else:
            o = Literal(words, lang=language, datatype=datatype and URIRef(datatype))
        data.add((URIRef(s), URIRef(p), o))
    data.serialize(sys.stdout.buffer, format="nquads")


def pydot(path):
    import networkx

    graph = networkx.MultiDiGraph()
    for s, p, node, words, *_ in rows(path):
        if p.startswith("https://w3id.org/dixit/ns#") and node is not None:
            graph.add_edge(f'"{s}"', f'"{node}"', label=f'"{p[26:]}"')
    if graph.number_of_nodes():
        sys.stdout.write(networkx.nx_pydot.to_pydot(graph).to_string())


if __name__ == "__main__":
    {"plain": plain, "pyoxigraph": pyoxigraph, "rdflib": rdflib, "pydot": pydot}[sys.argv[1]](sys.argv[2])
