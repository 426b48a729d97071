// Writes workbooks with the module that browsers write them with.
// node workbooks.mjs <write-excel-file's module> <workbook.js> < {name: sheets} > {name: base64}
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [{ default: write }, { workbook }] = await Promise.all(
  process.argv.slice(2, 4).map((path) => import(pathToFileURL(path).href)),
);
const written = {};
for (const [name, sheets] of Object.entries(JSON.parse(readFileSync(0, "utf-8")))) {
  const book = await workbook(write, sheets);
  written[name] = Buffer.from(await book.arrayBuffer()).toString("base64");
}
process.stdout.write(JSON.stringify(written));
