// @ts-check
// Results as text for files and the clipboard. Numbers stay numbers, negative ones too; text that
// a spreadsheet would take for a formula is written so that it is not.

/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

/** @typedef {{ delimiter: string, decimal: string, start: string }} Dialect */

/** @type {Record<"csv" | "excel" | "tab", Dialect>} */
export const DIALECTS = {
  csv: { delimiter: ",", decimal: ".", start: "" },
  excel: { delimiter: ";", decimal: ",", start: "\ufeff" },
  tab: { delimiter: "\t", decimal: ",", start: "" },
};

const FORMULA = /^[=+\-@\t\r]/;
const END = "\r\n";

/** A cell: text, or the exact number of a `{ tall }`; null is missing. @typedef {string | { tall: string } | null} Cell */

/** @param {Cell} cell @param {Dialect} dialect */
function written(cell, { delimiter, decimal }) {
  if (cell === null) return "";
  if (typeof cell !== "string") return cell.tall.replace(".", decimal);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Returns rows as one text. @param {Cell[][]} rows @param {Dialect} dialect */
export function table(rows, dialect) {
  return dialect.start + rows.map((row) => row.map((cell) => written(cell, dialect)).join(dialect.delimiter) + END).join("");
}

/** @param {string | null | undefined} exact @returns {Cell} */
const number = (exact) => (exact === null || exact === undefined ? null : { tall: exact });

/** Returns a row for each unit, under a row of headings: amounts in 1000 kr. @param {Result} result @param {Names} names @returns {Cell[][]} */
export function unitRows(result, names) {
  const measures = Object.entries(names.indikatorer).flatMap(([id, { enhet }]) => {
    if (enhet === "aar") return [[id, "aar", id]];
    return enhet === "prosent" ? [[id, "belop", `${id}_1000_kr`], [id, "pst", `${id}_prosent`]] : [[id, "belop", `${id}_1000_kr`]];
  });
  const head = ["kommunenummer", "navn", "aar", "nivaa", "basis", "landsdel", "folkemengde", "brutto_driftsinntekter_1000_kr", ...measures.map(([, , name]) => name)];
  return [head, ...result.enheter.map((unit) => [
    unit.kommunenummer,
    unit.navn,
    number(unit.aar === null ? null : String(unit.aar)),
    unit.nivaa,
    unit.basis,
    unit.landsdel,
    number(unit.folkemengde === null ? null : String(unit.folkemengde)),
    number(unit.poster.brutto_driftsinntekter?.belop),
    ...measures.map(([id, field]) => number(unit.indikatorer[id][/** @type {"belop"} */ (field)])),
  ])];
}

/** Returns one unit's measures, a row each, for the clipboard. @param {Unit} unit @param {Names} names @returns {Cell[][]} */
export function measureRows(unit, names) {
  const who = [unit.navn ?? unit.kommunenummer ?? "", unit.aar ?? ""].join(" ").trim();
  return [
    [who, "1000 kr", "prosent"],
    ...Object.entries(names.indikatorer)
      .filter(([, { enhet }]) => enhet === "prosent")
      .map(([id, { navn }]) => [navn, number(unit.indikatorer[id].belop), number(unit.indikatorer[id].pst)]),
  ];
}
