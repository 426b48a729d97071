// @ts-check
// A list that stands whole in the page: a field finds rows, and its headings sort them. Without the
// script it is a table in the order it came.

import { Announcer } from "./shared/announcer.js";
import { button } from "./shared/dom.js";
import { ORDER, small } from "./shared/words.js";

/** @typedef {HTMLTableRowElement} Row */

/** Returns what a cell is sorted by: its words, or the number they are; null where it is missing.
 * @param {HTMLTableCellElement} cell */
function keyOf(cell) {
  const words = (cell.textContent ?? "").replace("*", "").trim();
  if (cell.localName === "th" || cell.classList.contains("ord")) return words;
  const plain = words.replace(/\s/g, "").replace("\u2212", "-").replace(",", ".");
  return Number.isFinite(Number(plain)) ? Number(plain) : null;
}

/** @param {string | number} a @param {string | number} b */
const compared = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a - b : ORDER.compare(String(a), String(b));

class List extends HTMLElement {
  connectedCallback() {
    const table = this.querySelector("table");
    const field = this.querySelector("input");
    if (!table || !field || this.announcer) return;
    this.body = table.tBodies[0];
    this.rows = Array.from(this.body.rows);
    this.heads = Array.from(table.tHead?.rows[0].cells ?? []);
    this.announcer = new Announcer(this);
    this.count = this.querySelector(".oversikt__antall");
    field.addEventListener("input", () => this.find(field.value));
    for (const [place, head] of this.heads.entries()) {
      const press = button(head.textContent ?? "", () => this.sort(place));
      press.className = "sorter";
      head.setAttribute("aria-sort", "none");
      head.replaceChildren(press);
    }
    const asked = new URLSearchParams(location.search).get("finn")?.trim();
    if (asked) this.answer(asked, field);
  }

  /** Opens the page that another page's reader asked for by its name or number; else finds the words.
   * @param {string} asked @param {HTMLInputElement} field */
  answer(asked, field) {
    const { rows = [] } = this;
    const wanted = asked.toLocaleLowerCase("nb");
    const named = (/** @type {Row} */ row) =>
      [row.cells[0], row.cells[row.cells.length - 1]].some(
        ({ textContent }) => textContent?.trim().toLocaleLowerCase("nb") === wanted,
      );
    const link = rows.find(named)?.querySelector("a");
    if (link) return location.replace(link.href);
    field.value = asked;
    this.find(asked);
  }

  /** Shows the rows that hold the words in a name or a number. @param {string} words */
  find(words) {
    const { rows = [], count, announcer } = this;
    const wanted = words.trim().toLocaleLowerCase("nb");
    for (const row of rows) {
      const cells = row.querySelectorAll("th, .ord, td:last-child");
      const own = Array.from(cells, (cell) => cell.textContent).join(" ");
      row.hidden = !own.toLocaleLowerCase("nb").includes(wanted);
    }
    const found = rows.filter((row) => !row.hidden).length;
    if (count) count.textContent = `${wanted ? `${found} av ` : ""}${rows.length} rader`;
    announcer?.say(`${found} ${found === 1 ? "rad" : "rader"} i listen.`);
  }

  /** Sorts by a column, words from the first and numbers from the highest; once more turns it.
   * @param {number} place */
  sort(place) {
    const { rows = [], heads = [], body } = this;
    const keys = new Map(rows.map((row) => [row, keyOf(row.cells[place])]));
    const numeric = [...keys.values()].some((key) => typeof key === "number");
    const now = heads[place].getAttribute("aria-sort");
    const turned = now === "ascending" ? "descending" : "ascending";
    const order = now === "none" && numeric ? "descending" : turned;
    rows.sort((a, b) => {
      const [one, other] = [keys.get(a) ?? null, keys.get(b) ?? null];
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      return order === "ascending" ? compared(one, other) : compared(other, one);
    });
    body?.append(...rows);
    for (const head of heads) head.setAttribute("aria-sort", "none");
    heads[place].setAttribute("aria-sort", order);
    const way = order === "ascending" ? "stigende" : "synkende";
    this.announcer?.say(`Sortert etter ${small(heads[place].textContent ?? "")}, ${way}.`);
  }
}

if (!customElements.get("tbu-liste")) customElements.define("tbu-liste", List);
