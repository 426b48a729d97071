// @ts-check
// The table on the page: headers are buttons that sort, a row lifts its series in the chart.
import { make } from "../felles/dom.js";
import { filtered, sorted } from "./table.js";

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./table.js").Column} Column */
/** @typedef {import("./table.js").Cell} Cell */
/** @typedef {{sort: string, finn: string, tittel: string, onsort: (sort: string) => void, onlift: (serie: string | null) => void}} Wishes */

const MISSING = "..";
const LONG = 60;

/**
 * Return the rows as shown: filtered, then sorted.
 * @param {Table} table @param {string} sort @param {string} finn
 */
export const rowsShown = (table, sort, finn) => filtered(sorted(table, sort), finn);

/**
 * Fill a table element.
 * @param {HTMLTableElement} element
 * @param {Table} table
 * @param {Wishes} wishes
 */
export function fill(element, table, wishes) {
  const rows = rowsShown(table, wishes.sort, wishes.finn);
  const head = make("thead", null, make("tr", null, ...table.kolonner.map((one) => header(one, wishes))));
  const body = make("tbody", null, ...rows.map(({ serie, celler }) => {
    const row = make("tr", { "data-serie": serie.nr, "data-hvem": serie.hvem });
    row.append(...celler.map((cell, place) => cellOf(cell, table.kolonner[place], place === 0)));
    return row;
  }));
  body.addEventListener("pointerover", (/** @type {Event} */ event) => wishes.onlift(serieAt(event)));
  body.addEventListener("pointerleave", () => wishes.onlift(null));
  const caption = make("caption.skjult", null, wishes.tittel);
  element.replaceChildren(caption, head, body);
  element.className = `tabell utforsk-tabell${table.kolonner.length > 8 ? " tabell--bred" : ""}${rows.length > LONG ? " utforsk-tabell--lang" : ""}`;
}

/** @param {Event} event */
function serieAt(event) {
  const row = event.target instanceof Element ? event.target.closest("tr") : null;
  return row?.dataset.serie ?? null;
}

/** @param {Column} column @param {Wishes} wishes */
function header(column, wishes) {
  const up = wishes.sort === column.id;
  const down = wishes.sort === `-${column.id}`;
  const next = up ? `-${column.id}` : down ? "" : column.id;
  const sign = make("span.sortering", { "aria-hidden": "true" }, up ? "↑" : down ? "↓" : "↕");
  const button = make("button.sorter", { type: "button", "data-kolonne": column.id, click: () => wishes.onsort(next) }, column.navn, sign);
  const order = up ? "ascending" : down ? "descending" : "none";
  return make("th", { scope: "col", "aria-sort": order, class: column.slag === "tekst" ? "ord" : "tall" }, button);
}

/** @param {Cell} cell @param {Column} column @param {boolean} first */
function cellOf(cell, column, first) {
  if (first) return make("th", { scope: "row" }, cell.tekst);
  if (column.slag === "tekst") return make("td.ord", null, cell.tekst);
  if (cell.tekst === "") return make("td.mangler", null, make("span", { "aria-hidden": "true" }, MISSING), make("span.skjult", null, "mangler"));
  const status = cell.verdi?.status ?? "";
  if (!status || status === "endelig") return make("td", null, cell.tekst);
  return make("td.anslag", null, cell.tekst, make("span.avvik", { "aria-hidden": "true" }, status.charAt(0)), make("span.skjult", null, ` ${status}`));
}

/** Return the notes that a table's signs need. @param {Table} table */
export function signs(table) {
  const cells = table.rader.flatMap((row) => row.celler.filter((_, place) => table.kolonner[place].slag === "tall"));
  const open = [...new Set(cells.map((cell) => (cell.tekst ? (cell.verdi?.status ?? "") : "")))].filter((one) => one && one !== "endelig").toSorted();
  const notes = open.map((one) => `${one.charAt(0)} ${one.charAt(0).toUpperCase()}${one.slice(1)}.`);
  if (cells.some((cell) => cell.tekst === "")) notes.push(`${MISSING} Tallet mangler. Det betyr ikke null.`);
  return notes;
}
