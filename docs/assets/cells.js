// @ts-check
// A number of a table to cite: a press on its cell, on its row's name, or on «Siter et tall» below the
// table, which a keyboard reaches, offers its permanent address and a reference that says what it is.

import { copier } from "./chart/copy.js";
import { anchorOf, make } from "./shared/dom.js";
import { openBox } from "./shared/popover.js";

/** @typedef {HTMLTableRowElement} Row */
/** @typedef {HTMLTableCellElement} Cell */

const CHOSEN = "valgt";
const REMARKED = "Tallet har en merknad på siden.";

/** Returns what an element says, without the signs of notes. @param {Element} element @param {string} [without] */
function said(element, without = "sup, [aria-hidden]") {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const part of copy.querySelectorAll(without)) part.remove();
  return (copy.textContent ?? "").replace(/[^\S\u00a0]+/g, " ").trim();
}

/** Returns what heads each column, the row's own first. @param {HTMLTableElement} table */
function headings({ tHead }) {
  /** @type {string[][]} */
  const found = [];
  for (const [level, row] of [...(tHead?.rows ?? [])].entries()) {
    let at = level ? 1 : 0; // the corner is as high as the head
    for (const cell of row.cells)
      for (let n = 0; n < cell.colSpan; n++, at++) {
        found[at] ??= [];
        const words = said(cell, "sup, .status");
        if (words) found[at].push(words);
      }
  }
  return found.map((words) => words.join(", "));
}

/** @param {Row} row */
function named(row) {
  const group = row.parentElement?.querySelector(":scope > .radgruppe th");
  return [group, row.cells[0]].flatMap((one) => (one ? [said(one)] : [])).join(", ");
}

/** @param {Row} row */
const cellsOf = (row) => /** @type {Cell[]} */ ([...row.querySelectorAll(":scope > td[id]")]);

/** @param {[string, number][]} options @param {() => void} change */
const choice = (options, change) =>
  make(
    "select",
    { change },
    options.map(([words, value]) => make("option", { value }, words)),
  );

class CiteNumber extends HTMLElement {
  #leave = new AbortController();
  /** @type {Row[]} */ #rows = [];
  /** @type {string[]} */ #heads = [];
  /** @type {Cell | undefined} */ #cell;

  connectedCallback() {
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    let frame = this.previousElementSibling;
    while (frame && !frame.matches(".tabell-ramme")) frame = frame.previousElementSibling;
    const table = frame?.querySelector("table");
    if (!table) return;
    this.#rows = [...table.querySelectorAll("tr")].filter((row) => cellsOf(row).length);
    this.#heads = headings(table);
    const press = make("button.lenkeknapp", { "aria-haspopup": "dialog" }, "Siter et tall");
    press.addEventListener("click", () => this.#open(this.#row ?? this.#rows[0], press), {
      signal,
    });
    const chosen = make("span.tallsitat__valgt");
    const addressed = () => {
      this.#cell = this.#rows.flatMap(cellsOf).find(({ id }) => id === anchorOf(location));
      chosen.textContent = this.#cell ? ` ${this.#number()}` : "";
    };
    addressed();
    window.addEventListener("hashchange", addressed, { signal });
    this.replaceChildren(press, chosen);
    frame?.addEventListener("click", (event) => this.#pressed(event), { signal });
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.replaceChildren(); // the theme keeps the page that was left
  }

  /** @param {Event} event */
  #pressed({ target }) {
    if (!(target instanceof Element) || target.closest("a, button")) return;
    if (getSelection()?.isCollapsed === false) return; // words are being marked
    const cell = /** @type {Cell | null} */ (target.closest("tbody :is(td[id], th[scope='row'])"));
    const row = this.#rows.find((one) => one.contains(cell));
    if (cell && row) this.#open(row, cell);
  }

  /** Offers the numbers of a row, the one pressed or the last, where the newest stands.
   * @param {Row} row @param {HTMLElement} at */
  #open(row, at) {
    const number = make("p.tallsitat__tall", { role: "status" });
    const link = make("a", { href: "" });
    const text = make("span");
    const citation = make("p.tallsitat__sitat", text, " ", link);
    const change = () => {
      this.#choose(Number(rows.value), Number(columns.value));
      number.textContent = this.#number();
      text.textContent = this.#citation();
      link.href = link.textContent = `${this.dataset.adresse}#${this.#cell?.id}`;
    };
    const cells = cellsOf(row);
    const own = /** @type {Cell | undefined} */ (at.matches("td") ? at : this.#cell);
    const chosen = own && cells.includes(own) ? own : cells[cells.length - 1];
    const rows = choice(
      this.#rows.map((one, place) => [named(one), place]),
      change,
    );
    const columns = choice(
      cells.map(({ cellIndex }) => [this.#heads[cellIndex], cellIndex]),
      change,
    );
    rows.value = String(this.#rows.indexOf(row));
    columns.value = String(chosen.cellIndex);
    change();
    const press = /** @type {HTMLElement} */ (this.firstElementChild);
    const label = (/** @type {string} */ name, /** @type {Node} */ of) => make("label", name, of);
    const marked = (/** @type {Element} */ one) => () => getSelection()?.selectAllChildren(one);
    const copyAddress = copier("Kopier adressen", () => link.href, marked(link));
    const words = () => citation.textContent ?? "";
    const content = make(
      "div.tallsitat",
      number,
      at === press && make("p.tallsitat__valg", label("Rad", rows), label("Kolonne", columns)),
      make(
        "div.tallsitat__knapper",
        copyAddress,
        copier("Kopier sitatet", words, marked(citation)),
      ),
      citation,
    );
    openBox("Siter et tall", content, {
      host: press,
      at,
      focus: at === press ? rows : (copyAddress.querySelector("button") ?? undefined),
      toggled: (open) => this.#cell?.classList.toggle(CHOSEN, open),
    });
  }

  /** @param {number} row @param {number} column */
  #choose(row, column) {
    this.#cell?.classList.remove(CHOSEN);
    this.#cell = cellsOf(this.#rows[row]).find(({ cellIndex }) => cellIndex === column);
    this.#cell?.classList.add(CHOSEN);
  }

  get #row() {
    return this.#rows.find((one) => this.#cell && one.contains(this.#cell));
  }

  /** Returns which accounts a cell is of; nothing where its row says so, or it is of none.
   * @param {string} id @param {string} name */
  #basis(id, name) {
    const said = JSON.parse(this.dataset.grunnlag ?? "{}");
    const basis = said[id] ?? said[""];
    return name.includes(basis) ? "" : basis;
  }

  /** Returns the number with what it is: «Landet, Netto driftsresultat, 2024, kasse: −0,4 prosent (anslag)». */
  #number() {
    const cell = this.#cell;
    const row = this.#row;
    if (!cell || !row) return "";
    const number = said(cell, "sup, [aria-hidden], .skjult");
    const hidden = [...cell.querySelectorAll(":scope > .skjult")].map((one) => said(one, "sup"));
    const value = [number, number && this.dataset.enhet, ...hidden].filter(Boolean);
    const name = named(row);
    const about = [name, this.#heads[cell.cellIndex], this.#basis(cell.id, name)];
    return `${about.filter(Boolean).join(", ")}: ${value.join(" ")}`;
  }

  #citation() {
    const remark = this.#cell?.querySelector(".merke") ? ` ${REMARKED}` : "";
    return `${this.dataset.sitat?.replace("{tall}", () => this.#number())}${remark}`;
  }
}

if (!customElements.get("tbu-siter")) customElements.define("tbu-siter", CiteNumber);
