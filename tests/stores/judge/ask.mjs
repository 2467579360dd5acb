// Answers a query over an RDF file with Comunica, as CSV: node ask.mjs FILE QUERY
import { QueryEngine } from "@comunica/query-sparql-file";
import { readFile } from "node:fs/promises";

const [file, query] = process.argv.slice(2);
const engine = new QueryEngine();
const result = await engine.query(await readFile(query, "utf8"), { sources: [file] });
const { data } = await engine.resultToString(result, "text/csv");
data.pipe(process.stdout);
