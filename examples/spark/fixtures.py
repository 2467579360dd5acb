#!/usr/bin/env python3
"""Make a small archive as CC-NEWS has them: WARC packed record by record, and JSONL.

    fixtures.py FOLDER [FILES] [PAGES] [KILOBYTES]

One record of `b.warc.gz` and one line of `c.jsonl.gz` are broken. With
KILOBYTES each page holds an example article and as much of scripts, styles
and links around it as pages have: that is for measuring.
"""

import gzip
import json
import sys
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent

NAMES = ["Ann Oduya", "Bo Lindqvist", "Cy Okafor", "Dana Whitlock", "Emil Rask"]
VERBS = ["denied", "said", "claimed", "warned", "admitted"]


def text(number):
    name, verb = NAMES[number % 5], VERBS[number // 5 % 5]
    return [
        f"{name}, who runs harbour {number}, {verb} on Monday that the quay had been closed to lorries.",
        f"“We looked at it {number} times,” {name.split()[1]} told reporters.",
        "A spokesman for the ministry said that the report would be published in March.",
    ]


def around(number, kilobytes):
    """Return what surrounds an article: two thirds script and style, one third links."""
    random, out, size = Random(number), [], 0
    while size < kilobytes * 1000:
        word = "%08x" % random.getrandbits(32)
        if size % 3:
            part = f"<script>window.q_{word}=window.q_{word}||[];q_{word}.push(['{word}',{size}]);</script>"
        else:
            part = f'<li class="nav-item c-{word}"><a href="/{word}/{size}.html"><span>Item {word}</span></a></li>'
        out.append(part)
        size += len(part)
    return "".join(out)


def page(number, kilobytes):
    lines = text(number)
    if kilobytes:
        texts = sorted((HERE.parent / "articles").glob("*.txt"))
        lines = texts[number % len(texts)].read_text(encoding="utf-8").split("\n\n")
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    more = f"<footer><ul>{around(number, kilobytes)}</ul></footer>" if kilobytes else ""
    return (
        f"<!DOCTYPE html><html lang=en><head><meta property=og:type content=article>"
        f"<title>Harbour {number} closed | Paper</title></head><body><nav><a href=/>Home</a></nav>"
        f"<div class=story>{paragraphs}</div><div class=comments><p>I do not believe a word that "
        f"they say about harbour {number}, and nor should you.</p></div>{more}</body></html>"
    ).encode()


def record(kind, url, body):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-03-01T04:05:06Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", 6, mtime=0)


def warc(start, pages, broken, kilobytes=0):
    out = [record("warcinfo", "", b"software: none\r\n")]
    for number in range(start, start + pages):
        url = f"https://paper.example/{number}"
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        member = bytearray(record("response", url, answer + page(number, kilobytes)))
        if broken and number == start + 3:
            member[len(member) // 2] ^= 0xFF
        out.append(bytes(member))
        if number % 10 == 0:
            empty = b"<html><head><title>Home</title></head><body></body></html>"
            out.append(record("response", url + "/home", answer + empty))
    return b"".join(out)


def main():
    folder = Path(sys.argv[1])
    files = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    pages = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    kilobytes = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    for at in range(files):
        name = "ab"[at] if at < 2 else f"more{at}"
        (folder / f"{name}.warc.gz").write_bytes(warc(at * pages, pages, at == 1, kilobytes))
    lines = [json.dumps({"id": f"j{n}", "text": "\n\n".join(text(n))}) for n in range(pages)]
    lines[5] = lines[5][:-10]
    packed = gzip.compress("\n".join(lines).encode(), 6, mtime=0)
    (folder / "c.jsonl.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
