#!/usr/bin/env python3
"""Writes the records of this folder: texts with every phrase looked up for its offsets.

A phrase is found from the start of the text, or after an earlier one written
before `|` ("Ministry said|the bridge"), so that the nth mention can be meant.
"""
import json, pathlib

HERE = pathlib.Path(__file__).parent


def span(text, phrase):
    at = 0
    *before, phrase = phrase.split("|")
    for words in before:
        at = text.index(words, at) + len(words)
    start = text.index(phrase, at)
    return {"start": start, "end": start + len(phrase)}


def record(head, entities, statements, links=()):
    text = head["text"]
    out = dict(head, entities=[], claims=[], statements=[], links=[])
    for id, name, kind, more in entities:
        mentions = [dict(span(text, p), form=f) for p, f in more.pop("at", [(name, "name")])]
        out["entities"].append(dict(id=id, name=name, kind=kind, **more, mentions=mentions))
    for n, (relation, source, source_words, cue, content, more) in enumerate(statements, 1):
        claim = more.pop("claim", None)
        conveys = more.pop("conveys", [])
        s = {"id": f"s{n}", "relation": relation}
        if more.pop("negated", False):
            s["negated"] = True
        if source:
            s["source"] = source
        if source_words:
            s["source_spans"] = [span(text, source_words)]
        s["cue"] = [span(text, cue)]
        if content:
            c = {"id": f"c{n}"}
            at = span(text, content)
            c.update(text=text[at["start"]:at["end"]], spans=[at])
            if conveys:
                c["conveys"] = conveys
            out["claims"].append(c)
            s["content"] = c["id"]
        elif claim:
            s["content"] = claim
        s.update(more)
        out["statements"].append(s)
    out["links"] = [{"from": a, "kind": k, "to": b} for a, k, b in links]
    return {k: v for k, v in out.items() if v not in ([], None)}


def drone():
    text = (
        "Moscow accuses Kyiv of drone raid on the Kremlin\n\n"
        "Russia has accused Ukraine of sending two drones to the Kremlin overnight in order to kill President Vladimir Putin. "
        "It threatened to answer when and where it sees fit.\n\n"
        "The presidential press service said both aircraft had been disabled by electronic means. "
        "Putin was not in the building at the time, his spokesman Dmitry Peskov told RIA Novosti, the agency reported.\n\n"
        "Ukraine's president Volodymyr Zelensky denied any part in the incident. "
        "“We do not attack Putin, or Moscow,” he said on a visit to Helsinki. "
        "His spokesman Serhiy Nykyforov told Bloomberg that the account was a pretext for a new wave of strikes, the outlet reported. "
        "Bloomberg also reported that Nykyforov did not rule out that local partisans had been at work.\n\n"
        "Mykhailo Podolyak, an adviser to Zelensky, suggested that Russia had staged the episode itself. "
        "Peskov dismissed the suggestion as absurd.\n\n"
        "Residents of a house across the river said they heard a loud bang at about half past two. "
        "The mayor, Sergei Sobyanin, announced a ban on private drone flights.\n\n"
        "Washington said it could not confirm the Russian account. "
        "Secretary of State Antony Blinken said he would take anything from the Kremlin “with a very large shaker of salt”. "
        "The White House declined to comment on who was behind it.\n\n"
        "Videos shared on Telegram show smoke over the dome of the Senate building. "
        "It was claimed that the flag had been lowered. "
        "Analysts at a London institute doubted that drones of that size could reach Moscow from Ukraine. "
        "The European Union urged Russia not to use the incident as an excuse for further attacks, and the institute backed that call."
    )
    head = dict(id="drone", url="https://example.org/news/drone", title="Drone incident at the Kremlin",
                publisher="Example News", published="2023-05-03", language="en", text=text)
    entities = [
        ("russia", "Russia", "country", {}),
        ("ukraine", "Ukraine", "country", {}),
        ("press", "Presidential press service", "organisation",
         {"description": "Russian presidency", "part_of": ["russia"], "at": [("The presidential press service", "nominal")]}),
        ("putin", "Vladimir Putin", "person", {"description": "President of Russia"}),
        ("peskov", "Dmitry Peskov", "person", {"description": "Putin's spokesman", "speaks_for": ["russia"]}),
        ("ria", "RIA Novosti", "outlet", {}),
        ("zelensky", "Volodymyr Zelensky", "person", {"description": "President of Ukraine", "part_of": ["ukraine"]}),
        ("nykyforov", "Serhiy Nykyforov", "person", {"description": "Zelensky's spokesman", "speaks_for": ["zelensky"]}),
        ("bloomberg", "Bloomberg", "outlet", {}),
        ("podolyak", "Mykhailo Podolyak", "person", {"description": "adviser to Zelensky", "part_of": ["ukraine"]}),
        ("residents", "Residents across the river", "group", {"at": [("Residents of a house across the river", "nominal")]}),
        ("sobyanin", "Sergei Sobyanin", "person", {"description": "mayor of Moscow"}),
        ("usa", "United States", "country", {"aliases": ["Washington"], "at": [("Washington", "name")]}),
        ("blinken", "Antony Blinken", "person", {"description": "Secretary of State", "part_of": ["usa"]}),
        ("whitehouse", "White House", "organisation", {"part_of": ["usa"], "at": [("The White House", "name")]}),
        ("videos", "Videos on Telegram", "thing", {"at": [("Videos shared on Telegram", "nominal")]}),
        ("analysts", "Analysts in London", "group", {"at": [("Analysts at a London institute", "nominal")]}),
        ("eu", "European Union", "organisation", {"at": [("The European Union", "name")]}),
    ]
    statements = [
        ("accused", ["russia"], "Russia", "has accused", "sending two drones to the Kremlin overnight in order to kill President Vladimir Putin", {"target": ["ukraine"], "confidence": 0.97}),
        ("threatened", ["russia"], "Putin. |It", "threatened", "answer when and where it sees fit", {"confidence": 0.9}),
        ("said", ["press"], "The presidential press service", "service |said", "both aircraft had been disabled by electronic means", {"confidence": 0.95}),
        ("reported", ["ria"], "the agency", "the agency |reported", "Putin was not in the building at the time, his spokesman Dmitry Peskov told RIA Novosti", {"conveys": ["s5"], "confidence": 0.8}),
        ("said", ["peskov"], "his spokesman Dmitry Peskov", "told", "Putin was not in the building at the time", {"addressee": ["ria"], "confidence": 0.85}),
        ("denied", ["zelensky"], "Ukraine's president Volodymyr Zelensky", "denied", "any part in the incident", {"confidence": 0.98}),
        ("said", ["zelensky"], "Moscow,” |he", "Moscow,” he |said", "We do not attack Putin, or Moscow,", {"quoted": True, "confidence": 0.96}),
        ("reported", ["bloomberg"], "the outlet", "the outlet |reported", "His spokesman Serhiy Nykyforov told Bloomberg that the account was a pretext for a new wave of strikes", {"conveys": ["s9"], "confidence": 0.8}),
        ("said", ["nykyforov"], "His spokesman Serhiy Nykyforov", "Nykyforov |told", "the account was a pretext for a new wave of strikes", {"addressee": ["bloomberg"], "confidence": 0.82}),
        ("reported", ["bloomberg"], "outlet reported. |Bloomberg", "also |reported", "Nykyforov did not rule out that local partisans had been at work", {"conveys": ["s11"], "confidence": 0.75}),
        ("denied", ["nykyforov"], "also reported that |Nykyforov", "did not rule out", "local partisans had been at work", {"negated": True, "confidence": 0.7}),
        ("suggested", ["podolyak"], "Mykhailo Podolyak, an adviser to Zelensky", "suggested", "Russia had staged the episode itself", {"target": ["russia"], "confidence": 0.9}),
        ("dismissed", ["peskov"], "itself. |Peskov", "dismissed", None, {"claim": "c12", "confidence": 0.93}),
        ("said", ["residents"], "Residents of a house across the river", "river |said", "they heard a loud bang at about half past two", {"confidence": 0.95}),
        ("announced", ["sobyanin"], "The mayor, Sergei Sobyanin", "announced", "a ban on private drone flights", {"confidence": 0.94}),
        ("confirmed", ["usa"], "Washington", "could not confirm", "the Russian account", {"negated": True, "confidence": 0.8}),
        ("said", ["blinken"], "Secretary of State Antony Blinken", "Blinken |said", "he would take anything from the Kremlin “with a very large shaker of salt”", {"quoted": True, "confidence": 0.9}),
        ("declinedComment", ["whitehouse"], "The White House", "declined to comment", None, {"confidence": 0.97}),
        ("showed", ["videos"], "Videos shared on Telegram", "show", "smoke over the dome of the Senate building", {"confidence": 0.85}),
        ("claimed", [], None, "was claimed", "the flag had been lowered", {"confidence": 0.6}),
        ("doubted", ["analysts"], "Analysts at a London institute", "doubted", "drones of that size could reach Moscow from Ukraine", {"confidence": 0.88}),
        ("urged", ["eu"], "The European Union", "urged", "not to use the incident as an excuse for further attacks", {"target": ["russia"], "confidence": 0.9}),
        ("supported", ["analysts"], "the institute", "backed", None, {"claim": "c22", "confidence": 0.8}),
    ]
    links = [("s6", "denies", "s1"), ("s9", "denies", "s1"), ("s12", "disputes", "s1"),
             ("s21", "disputes", "s1"), ("s7", "elaborates", "s6"), ("s13", "denies", "s12")]
    return record(head, entities, statements, links)


if __name__ == "__main__":
    for make in [drone]:
        path = HERE / f"{make.__name__}.json"
        path.write_text(json.dumps(make(), ensure_ascii=False, indent=1) + "\n")
