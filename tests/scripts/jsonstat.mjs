// What the toolkit of JSON-stat's author reads from a file: a line for each cell of each data set.
import { readFileSync } from "node:fs";
import JSONstat from "../../node_modules/jsonstat-toolkit/import.mjs";

const read = JSONstat(JSON.parse(readFileSync(0, "utf-8")));
const sets = read.class === "collection" ? read.link.item.map((one) => JSONstat(one)) : [read];
const found = sets.map((one) => ({
  label: one.label,
  note: one.note ?? [],
  groups: one.Dimension("gruppe").id.map((id) => [id, one.Dimension("gruppe").Category(id).label]),
  units: one.Dimension("indikator").id.map((id) => one.Dimension("indikator").Category(id).unit),
  cells: one.toTable({ status: true, content: "id", type: "arrobj" }),
}));
process.stdout.write(JSON.stringify(found));
