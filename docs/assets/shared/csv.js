// @ts-check
// Rows as text for files and the clipboard. Numbers stay numbers, negative ones too; text that
// a spreadsheet would take for a formula is written so that it is not.

/** `after` stands after text that would be mistaken.
 * @typedef {{ delimiter: string, decimal: string, start: string, end: string, after: string }} Dialect */

/** `csv` is for programs on any machine, `lf` the same with the line ends of the site's own files.
 * @type {Record<"csv" | "lf" | "excel" | "tab", Dialect>} */
const DIALECTS = {
  csv: { delimiter: ",", decimal: ".", start: "", end: "\r\n", after: "" },
  lf: { delimiter: ",", decimal: ".", start: "", end: "\n", after: "" },
  excel: { delimiter: ";", decimal: ",", start: "\ufeff", end: "\r\n", after: "\u200b" },
  tab: { delimiter: "\t", decimal: ",", start: "", end: "\r\n", after: "" },
};
// A field that holds what some program takes for the end of one has quotes: LibreOffice proposes comma
// beside semicolon, and would cut «14,0» in two. What is pasted is cut by tab alone.
const QUOTED = /[",;\t\r\n]/;
const QUOTED_BESIDE_TABS = /["\t\r\n]/;

const SHORT = new Intl.NumberFormat("en", {
  maximumFractionDigits: 4,
  roundingMode: "halfExpand",
  signDisplay: "negative",
  useGrouping: false,
});

// Full-width signs, and what cannot be seen before a sign, are read as the sign by some programs. A
// minus alone stands for what is missing.
const FORMULA = /^[\s\p{Cf}\p{Cc}]*(?:[=+@＝＋＠]|[-－].)|^[\t\r]/su;
// The same, with all that stands before it: a spreadsheet that cuts a file by another sign than the
// file's own heeds no quotes, so what comes after the end of a cell in another country may run too.
const FORMULA_IF_CUT =
  /(?<![,;"'\s\p{Cf}\p{Cc}])(?=([,;"'\s\p{Cf}\p{Cc}]*))\1(?=[=+@＝＋＠]|[-－].)/gsu;
const CUTS = /[,;\t\r\n]/;

// What a spreadsheet would take for a number or a date, though it is a code or words: 0301, 1-2, 14.2.
const MISTAKEN = /^(?:0\d+|\d+[.:/-]\d+(?:[.:/-]\d+)?)$/;

/** How a workbook shows a text. @typedef {"tittel" | "hode" | "radhode" | "gruppe" | "note" | "navn" | "mangler"} Style */

/**
 * A cell: text, the exact number of a `{ tall }`, or a text that a workbook shows in a style and over
 * more than its own column, the next cells being null; null is missing.
 * @typedef {string | { tall: string, desimaler?: number, tusen?: boolean } | { tekst: string, stil?: Style, over?: number } | null} Cell
 */

/** Returns the cell of an exact number; without one, that of a missing value. @param {string | null | undefined} exact @returns {Cell} */
export const number = (exact) => (exact ? { tall: exact } : null);

/** Returns the cell of a number that need not end, with at most four decimals; a half goes away from zero. @param {string | null | undefined} exact @returns {Cell} */
export const rounded = (exact) =>
  number(exact && SHORT.format(/** @type {Intl.StringNumericLiteral} */ (exact)));

/** Returns a table below what it is, a row each, and an empty one: for people, who may send the file on.
 * @param {string[]} lead @param {Cell[][]} rows @returns {Cell[][]} */
export function headed(lead, rows) {
  const rest = /** @type {null[]} */ (rows[0].slice(1).fill(null));
  return [...lead.map((words) => [words, ...rest]), [null, ...rest], ...rows];
}

/** Returns rows as one text. @param {Cell[][]} rows @param {keyof typeof DIALECTS} name */
export function asText(rows, name) {
  const dialect = DIALECTS[name];
  return (
    dialect.start +
    rows
      .map((row) => row.map((cell) => written(cell, dialect)).join(dialect.delimiter) + dialect.end)
      .join("")
  );
}

/** @param {Cell} cell @param {Dialect} dialect */
function written(cell, dialect) {
  const field = fieldOf(cell, dialect);
  const quoted = dialect.delimiter === "\t" ? QUOTED_BESIDE_TABS : QUOTED;
  return quoted.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** @param {Cell} cell @param {Dialect} dialect */
function fieldOf(cell, { decimal, after }) {
  if (cell === null) return "";
  if (typeof cell !== "string" && "tall" in cell) return cell.tall.replace(".", decimal);
  const words = typeof cell === "string" ? cell : cell.tekst;
  return MISTAKEN.test(words) ? words + after : harmless(words);
}

/** Returns a text so that no spreadsheet, Norwegian or English, runs any of it as a formula. @param {string} text */
function harmless(text) {
  const whole = text.replace(FORMULA_IF_CUT, (before) => before + (CUTS.test(before) ? "'" : ""));
  return FORMULA.test(whole) ? `'${whole}` : whole;
}
