// Records to make pages of: hostile words in every field, and many statements.
import { readFileSync } from "node:fs";

const words = JSON.parse(readFileSync(process.env.DATA + "/hostile.json", "utf8"));

/** A record with the words in every field that takes words. */
export const hostile = words.map((word, number) => ({
  id: number + word, url: word, title: word, author: word, publisher: word, published: word, language: word,
  text: `${word} denied it. And more of ${word}.`,
  entities: [
    { id: "e1", name: word, kind: "person", description: word, aliases: [word], part_of: ["e2"] },
    { id: "e2", name: word + " 2", kind: "outlet" },
  ],
  claims: [
    { id: "c1", text: word, spans: [{ start: 0, end: 3 }] },
    { id: "c2", text: word, spans: [{ start: 2, end: 9 }], conveys: ["s1"] },
  ],
  statements: [
    { id: "s1", relation: "evil", source: ["e1"], content: "c1", cue: [{ start: 1, end: 6 }], target: ["e2"], confidence: 0.5 },
    { id: "s2", relation: "said", source: ["e2"], content: "c2" },
    { id: "s3", relation: "evil", negated: true, source: ["e2"] },
  ],
  links: [{ from: "s3", kind: "denies", to: "s1" }],
}));

/** Relations may have any label too. */
export const relations = ["[[relation]]", 'name = "evil"', `label = ${JSON.stringify(words[3] + words[4] + words[1])}`,
  'definition = "d"', 'group = "stated"', 'stance = "asserts"', ""].join("\n");

/** One article of so many statements. */
export function many(count) {
  let text = "";
  const put = (words, after) => {
    const start = text.length;
    text += words;
    const span = { start, end: text.length };
    text += after;
    return span;
  };
  const names = ["said", "denied", "warned", "asked", "claimed", "supported"];
  const article = { id: "many", title: "Many", entities: [], claims: [], statements: [] };
  for (let e = 0; e < count / 10; e++) article.entities.push({ id: "e" + e, name: "Speaker " + e, kind: "person" });
  for (let s = 0; s < count; s++) {
    const who = (s * 7) % (count / 10), relation = names[s % names.length];
    article.statements.push({
      id: "s" + s, relation, source: ["e" + who], content: "c" + s, confidence: (s % 100) / 100,
      source_spans: [put("Speaker " + who, " ")], cue: [put(relation, " that ")],
    });
    article.claims.push({ id: "c" + s, text: `the bridge number ${s} was closed for months`, spans: [put(`the bridge number ${s} was closed for months`, s % 5 ? ". " : ".\n\n")] });
  }
  return { ...article, text };
}
