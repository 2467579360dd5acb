// Writes the same quads with N3.js: n3.cjs TERMS.
const fs = require("fs");
const readline = require("readline");
const { DataFactory, Writer } = require("n3");
const { namedNode, literal, quad } = DataFactory;

const writer = new Writer(process.stdout, { format: "N-Quads", end: false });
const lines = readline.createInterface({ input: fs.createReadStream(process.argv[2]) });
lines.on("line", (line) => {
  const [s, p, node, words, language, datatype] = JSON.parse(line);
  const kind = language || (datatype && namedNode(datatype));
  const object = node !== null ? namedNode(node) : literal(words, kind || undefined);
  writer.addQuad(quad(namedNode(s), namedNode(p), object));
});
lines.on("close", () => writer.end());
