// Reads each file with N3.js, JSON-LD with jsonld.js, and writes it as N-Quads.
import fs from "node:fs";
import path from "node:path";
import { Parser, Writer } from "n3";
import jsonld from "jsonld";

const FORMATS = {
  ".ttl": "text/turtle",
  ".trig": "application/trig",
  ".nt": "application/n-triples",
  ".nq": "application/n-quads",
};
const [out, ...files] = process.argv.slice(2);

function withN3(file, format) {
  const quads = new Parser({ format }).parse(fs.readFileSync(file, "utf8"));
  const writer = new Writer({ format: "N-Quads" });
  writer.addQuads(quads);
  let text;
  writer.end((error, result) => {
    if (error) throw error;
    text = result;
  });
  return text;
}

for (const file of files) {
  const extension = path.extname(file);
  const target = path.join(out, path.basename(file) + ".nq");
  try {
    if (extension === ".jsonld") {
      const document = JSON.parse(fs.readFileSync(file, "utf8"));
      fs.writeFileSync(target, await jsonld.toRDF(document, { format: "application/n-quads" }));
    } else if (FORMATS[extension]) {
      fs.writeFileSync(target, withN3(file, FORMATS[extension]));
    }
  } catch (error) {
    console.log(`${path.basename(file)}: ${error.message}`);
  }
}
