// @ts-check
// Workbooks for Excel and LibreOffice, from sheets of cells: the build writes the site's files with
// this module, and browsers those of what is on the page, so they look alike.
import { once } from "./once.js";

/** @import { Cell } from "./csv.js" */

/**
 * @typedef {object} Sheet
 * @property {string} navn At most 31 characters.
 * @property {Cell[][]} rader A table, its header rows first.
 * @property {number} [hoder] How many header rows it has: they stay when the rest is scrolled.
 * @property {string[]} [over] What stands above it: a title, then what the numbers are.
 * @property {string[]} [under] Its notes and source.
 * @property {number[]} [bredder] Widths of the columns, in characters, where they do not follow from
 *   what is in them.
 */

const LINE = 15; // points
// An empty cell that is written, so that every row of a bare table is as long as its header.
const END = { value: "", type: String, alignVertical: "bottom" };
const INK = "#1f2a33";
const HEAD = { fontWeight: "bold", bottomBorderStyle: "thin", bottomBorderColor: INK };

/** @type {Record<import("./csv.js").Style, Record<string, unknown>>} */
const STYLES = {
  tittel: { fontWeight: "bold", fontSize: 14, alignVertical: "top", wrap: true },
  hode: { ...HEAD, align: "center", alignVertical: "bottom", wrap: true },
  radhode: { ...HEAD, align: "left", alignVertical: "bottom", wrap: true },
  gruppe: { fontWeight: "bold" },
  note: { alignVertical: "top", wrap: true },
  navn: { fontWeight: "bold", alignVertical: "top", wrap: true },
  mangler: { align: "right" },
};

const MOST_DECIMALS = 4; // of what has no end: all are in the cell

/** Returns a number's format: as many decimals as it has, and the marks of thousands if it asks for them.
 * @param {{ tall: string, desimaler?: number, tusen?: boolean }} cell */
function format({ tall, desimaler, tusen }) {
  const decimals = desimaler ?? Math.min(MOST_DECIMALS, tall.split(".")[1]?.length ?? 0);
  return `${tusen ? "#,##0" : "0"}${decimals ? `.${"0".repeat(decimals)}` : ""}`;
}

/** @param {Cell} cell @param {number} height */
function written(cell, height) {
  if (cell === null) return null;
  if (typeof cell === "string") return { value: cell, type: String };
  if ("tall" in cell) return { value: Number(cell.tall), type: Number, format: format(cell) };
  const span = (cell.over ?? 1) > 1 ? { columnSpan: cell.over } : {};
  return { value: cell.tekst, type: String, ...STYLES[cell.stil ?? "note"], ...span, height };
}

/** Returns the height that a row's wrapped words need: merged cells do not find it themselves.
 * @param {Cell[]} row @param {number[]} widths */
function heightOf(row, widths) {
  const lines = row.map((cell, at) => {
    if (cell === null || typeof cell === "string" || !("tekst" in cell)) return 1;
    if (!STYLES[cell.stil ?? "note"].wrap) return 1;
    const width = widths.slice(at, at + (cell.over ?? 1)).reduce((sum, one) => sum + one, 0);
    const size = cell.stil === "tittel" ? 1.4 : 1.05;
    return size * Math.ceil((size * cell.tekst.length) / Math.max(width, 1));
  });
  return Math.ceil(LINE * Math.max(1, ...lines));
}

const WIDEST = { first: 60, other: 20 };
const NARROWEST = 11;

/** @param {Cell} cell */
const lengthOf = (cell) =>
  cell === null
    ? 0
    : (typeof cell === "string" ? cell : "tall" in cell ? cell.tall : cell.tekst).length;

/** Returns the widths that a table's columns need; words may need several lines. @param {Cell[][]} rows */
function widthsOf(rows) {
  const columns = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, at) => {
    const alone = rows.map((row) => row[at] ?? null).filter((cell) => !isSpread(cell));
    const longest = 2 + Math.max(0, ...alone.map(lengthOf));
    const widest = at === 0 || longest > 3 * WIDEST.other ? WIDEST.first : WIDEST.other;
    return Math.max(NARROWEST, Math.min(widest, longest));
  });
}

/** @param {Cell} cell */
const isSpread = (cell) =>
  cell !== null && typeof cell !== "string" && "tekst" in cell && (cell.over ?? 1) > 1;

/** Returns texts over the whole of a table, a row each. @param {string[]} texts @param {number} over @param {import("./csv.js").Style} [first] The style of the first. @returns {Cell[][]} */
const across = (texts, over, first = "note") =>
  texts.map((tekst, at) => [{ tekst, over, stil: at === 0 ? first : "note" }, ...blank(over - 1)]);

/** @param {number} count @returns {null[]} */
const blank = (count) => Array(count).fill(null);

/** Returns a sheet as the writer takes it. @param {Sheet} sheet */
function given({ navn, rader, hoder = 0, over = [], under = [], bredder = widthsOf(rader) }) {
  const all = bredder.length;
  const bare = hoder > 0 && over.length === 0;
  const above = over.length > 0 ? [...across(over, all, "tittel"), blank(all)] : [];
  const below = under.length > 0 ? [blank(all), ...across(under, all)] : [];
  return {
    sheet: navn,
    columns: bredder.map((width) => ({ width })),
    stickyRowsCount: hoder && above.length + hoder,
    stickyColumnsCount: over.length > 0 ? 1 : 0,
    orientation: "landscape",
    data: [...above, ...rader, ...below].map((row) => {
      const height = heightOf(row, bredder);
      return row.map((cell, at) => written(cell, height) ?? (bare && at + 1 === all ? END : null));
    }),
  };
}

/** Returns the workbook. @param {(sheets: any, options: any) => any} write What write-excel-file exports. @param {Sheet[]} sheets @returns {Promise<Blob>} */
export const workbook = (write, sheets) =>
  write(sheets.map(given), { fontFamily: "Calibri", fontSize: 11 }).toBlob();

/** Fetches the writer, when a workbook is first asked for. */
export const loadWriter = once(async () => {
  await import(new URL("../excel/write-excel-file.min.js", import.meta.url).href);
  return /** @type {any} */ (globalThis).writeXlsxFile;
});

/** Returns sheets that every workbook ends with: the remarks, and what the numbers are.
 * @param {string[]} notes @param {[string, string][]} about Terms, and what is said of them. @returns {Sheet[]} */
export const lastSheets = (notes, about) => [
  { navn: "Noter", bredder: [110], rader: notes.map((tekst) => [{ tekst }]) },
  {
    navn: "Om",
    bredder: [20, 100],
    rader: about
      .filter(([, tekst]) => tekst)
      .map(([term, tekst]) => [{ tekst: term, stil: /** @type {const} */ ("navn") }, { tekst }]),
  },
];
