// @ts-check
// Rows as text for files and the clipboard. Numbers stay numbers, negative ones too; text that
// a spreadsheet would take for a formula is written so that it is not.

/** @typedef {{ delimiter: string, decimal: string, start: string, end: string }} Dialect */

/** @type {Record<"csv" | "excel" | "tab", Dialect>} */
export const DIALECTS = {
  csv: { delimiter: ",", decimal: ".", start: "", end: "\r\n" },
  excel: { delimiter: ";", decimal: ",", start: "\ufeff", end: "\r\n" },
  tab: { delimiter: "\t", decimal: ",", start: "", end: "\r\n" },
};

const SHORT = new Intl.NumberFormat("en", {
  maximumFractionDigits: 4,
  roundingMode: "halfExpand",
  signDisplay: "negative",
  useGrouping: false,
});

const FORMULA = /^[=+\-@\t\r]/;

/** A cell: text, or the exact number of a `{ tall }`; null is missing. @typedef {string | { tall: string } | null} Cell */

/** Returns the cell of an exact number; without one, that of a missing value. @param {string | null | undefined} exact @returns {Cell} */
export const number = (exact) => (exact ? { tall: exact } : null);

/** Returns the cell of a number that need not end, with at most four decimals; a half goes away from zero. @param {string | null | undefined} exact @returns {Cell} */
export const rounded = (exact) =>
  number(exact && SHORT.format(/** @type {Intl.StringNumericLiteral} */ (exact)));

/** Returns rows as one text. @param {Cell[][]} rows @param {Dialect} dialect */
export function asText(rows, dialect) {
  return (
    dialect.start +
    rows
      .map((row) => row.map((cell) => written(cell, dialect)).join(dialect.delimiter) + dialect.end)
      .join("")
  );
}

/** @param {Cell} cell @param {Dialect} dialect */
function written(cell, { delimiter, decimal }) {
  if (cell === null) return "";
  if (typeof cell !== "string") return cell.tall.replace(".", decimal);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return safe.includes(delimiter) || /["\r\n]/.test(safe)
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}
