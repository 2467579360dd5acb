"""Lists the public API, an item a line, out of rustdoc's JSON.

    api.py JSON LISTING           compares, and ends with 1 where they differ
    api.py JSON LISTING --write   writes the listing
    api.py JSON LISTING --since OLD FROM TO
        ends with 1 where OLD, the listing of version FROM, holds what is gone
        and version TO does not say so (0.x: another minor one, else another major)

Signatures are taken from the source as they stand. What is `#[doc(hidden)]` is
no part of the API, and rustdoc leaves it out.
"""

import difflib
import json
import re
import sys
from pathlib import Path

# What rustdoc wrote when this was made; others may mean other things by the same keys.
FORMATS = range(45, 70)


class Api:
    def __init__(self, index, root):
        self.index, self.lines, self.seen = index, set(), set()
        self.files = {}
        self.module(self.item(root), "dixit")

    def item(self, number):
        return self.index.get(str(number))

    def source(self, item):
        """The item's own words as far as its body, on one line."""
        span = item["span"]
        if span is None:
            return ""
        name = span["filename"]
        if name not in self.files:
            self.files[name] = Path(name).read_text().split("\n")
        (first, left), (last, _) = span["begin"], span["end"]
        lines = self.files[name][first - 1 : last]
        lines[0] = lines[0][left - 1 :]
        text = " ".join(line.split("//")[0] for line in lines)
        text = re.split(r"\{|;(?![^\[]*\])", text, maxsplit=1)[0]
        text = re.sub(r"\s+", " ", text).strip().rstrip(",")
        return re.sub(r",? \)", ")", text).replace("( ", "(")

    def module(self, module, path):
        for number in module["inner"]["module"]["items"]:
            self.member(self.item(number), path)

    def member(self, item, path):
        if item is None:
            return
        kind = next(iter(item["inner"]))
        if kind == "use":
            return self.reexport(item["inner"]["use"], path)
        name = f"{path}::{item['name']}"
        if kind == "module":
            self.lines.add(f"{name} mod")
            if name not in self.seen:
                self.seen.add(name)
                self.module(item, name)
            return
        self.lines.add(f"{name} {self.words(item, kind)}")
        inner = item["inner"][kind]
        for number in self.parts(kind, inner):
            self.part(self.item(number), name)
        for number in inner.get("impls", []) if isinstance(inner, dict) else []:
            self.impl(self.item(number), name)

    def reexport(self, use, path):
        target = self.item(use["id"]) if use["id"] is not None else None
        if target is None:
            self.lines.add(f"{path}::{use['name']} use {use['source']}")
        elif use["is_glob"]:
            for number in target["inner"]["module"]["items"]:
                self.member(self.item(number), path)
        else:
            self.member({**target, "name": use["name"]}, path)

    def words(self, item, kind):
        words = self.source(item)
        # Made by a macro: its source is the macro's.
        return words if re.match(r"pub |const |type |fn ", words) else kind

    def parts(self, kind, inner):
        if kind == "enum":
            return inner["variants"]
        shape = inner["kind"] if kind == "struct" else None
        if isinstance(shape, dict):
            fields = shape.get("plain", {}).get("fields") or shape.get("tuple") or []
            return [number for number in fields if number is not None]
        return inner["items"] if kind == "trait" else []

    def part(self, part, name):
        if part is None:
            return
        self.lines.add(f"{name}::{part['name']} {self.source(part)}")
        shape = part["inner"].get("variant", {}).get("kind")
        if isinstance(shape, dict) and "struct" in shape:
            for number in shape["struct"]["fields"]:
                self.part(self.item(number), f"{name}::{part['name']}")

    def impl(self, item, name):
        if item is None:
            return
        impl = item["inner"]["impl"]
        if impl["is_synthetic"] or impl["blanket_impl"] is not None:
            return
        if impl["trait"] is None:
            for number in impl["items"]:
                method = self.item(number)
                if method is not None:
                    kind = next(iter(method["inner"]))
                    self.lines.add(f"{name}::{method['name']} {self.words(method, kind)}")
            return
        words = self.source(item)
        if not words.startswith("impl"):
            words = f"impl {impl['trait']['path']}"
        self.lines.add(f"{name} {words}")


def broken(old, new, was, now):
    """What is gone although the version promises that nothing is."""
    def promise(version):
        parts = version.split(".")
        return parts[:2] if parts[0] == "0" else parts[:1]

    return [] if promise(was) != promise(now) else sorted(set(old) - set(new))


def main():
    doc, listing, *more = sys.argv[1:]
    doc = json.loads(Path(doc).read_text())
    if doc["format_version"] not in FORMATS:
        print(f"rustdoc writes format {doc['format_version']}, which is not known here: not checked")
        return
    new = sorted(Api(doc["index"], doc["root"]).lines)
    if more[:1] == ["--write"]:
        Path(listing).write_text("\n".join(new) + "\n")
    elif more[:1] == ["--since"]:
        gone = broken(Path(more[1]).read_text().splitlines(), new, more[2], more[3])
        for line in gone:
            print(f"gone since {more[2]}, which {more[3]} does not say: {line}")
        sys.exit(bool(gone))
    else:
        old = Path(listing).read_text().splitlines()
        diff = [l for l in difflib.unified_diff(old, new, listing, "now", n=0, lineterm="")]
        print("\n".join(diff) or f"{len(new)} items, as listed")
        sys.exit(bool(diff))


main()
