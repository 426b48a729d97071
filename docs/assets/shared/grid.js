// @ts-check
// The site's table of many rows: its headers are buttons that sort, and a field finds rows by their
// words. Its owner holds what is asked for, and is given what to announce.

import {
  MISSING,
  button,
  make,
  missing,
  redraw,
  remarkSign,
  screenReaderOnly,
  sign,
} from "./dom.js";
import { formatNumber } from "./numbers.js";
import { capital } from "./words.js";

/** @import { Part } from "./dom.js" */
/** @import { Cell, Column, Row } from "./sorting.js" */
/** @typedef {{ sort: string, standard?: string, finn: string, tittel: string, most?: number }} Asked `most` is how many rows to show, all without; `standard` what they are sorted by where nothing is asked for. */

/**
 * @template {Row} R
 * @template {Column} C
 * @typedef {object} How
 * @property {string} felt The id of the field that finds.
 * @property {string} ledetekst What the field is called.
 * @property {string} tittel The id of the heading that names the table.
 * @property {string} kind More classes.
 * @property {(sort: string) => void} onsort A column's id, with a minus before it downwards; empty for as they came.
 * @property {(finn: string) => void} onfind
 * @property {() => void} [onquiet] When no more is written.
 * @property {() => void} [onall] All rows are asked for.
 * @property {(words: string) => void} say
 * @property {(row: R) => Record<string, string>} [marks] Attributes of a row.
 * @property {(row: R, column: C, words: string) => Part | ""} [inside] What stands in a cell, where it is more than its words.
 */

const FEW = 8;
const LONG = 60;
const WIDE = 8;
const TYPING = 400;
const SMALL_MINUS = "\u22120,0";

/** @template {Row} R @template {Column} [C=Column] */
export class Grid {
  #how;
  #find;
  #finder;
  #frame;
  #count = make("span.oversikt__antall");
  #table = make("table");
  #more = make("div");
  #signs = make("div.noter");
  #found = 0;
  #typing = 0;

  /** @param {How<R, C>} how */
  constructor(how) {
    this.#how = how;
    this.#find = make("input", {
      type: "search",
      id: how.felt,
      autocomplete: "off",
      input: () => this.#typed(),
    });
    this.#finder = make(
      "div.oversikt__finn",
      make("label", { for: how.felt }, how.ledetekst),
      this.#find,
      this.#count,
    );
    this.#frame = make(
      "div.tabell-ramme",
      { role: "region", tabindex: "0", "aria-labelledby": how.tittel },
      this.#table,
    );
    this.element = make("div.oversikt", this.#finder, this.#frame, this.#more, this.#signs);
  }

  /** Shows rows of a table: those found, in the order asked.
   * @param {{ kolonner: C[], rader: R[] }} table @param {R[]} found @param {Asked} asked */
  show(table, found, asked) {
    const [many, all] = [found, table.rader].map(({ length }) => formatNumber(length));
    this.#found = found.length;
    if (this.#find.value !== asked.finn) this.#find.value = asked.finn;
    this.#finder.hidden = table.rader.length < FEW && asked.finn === "";
    this.#count.textContent = asked.finn ? `${many} av ${all} rader` : `${all} rader`;
    const rows = found.slice(0, asked.most);
    this.#fill(table.kolonner, rows, asked);
    redraw(
      this.#more,
      rows.length < found.length && button(`Vis alle ${many}`, () => this.#showAll()),
    );
    this.#signs.replaceChildren(...signs(table).map((words) => make("p", words)));
  }

  #showAll() {
    this.#how.onall?.();
    this.#frame.focus({ preventScroll: true }); // what was pressed is gone
  }

  #typed() {
    this.#how.onfind(this.#find.value);
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => {
      this.#how.onquiet?.();
      this.#how.say(`${this.#found} ${this.#found === 1 ? "rad" : "rader"} i tabellen.`);
    }, TYPING);
  }

  /** @param {C[]} kolonner @param {R[]} rows @param {Asked} asked */
  #fill(kolonner, rows, { sort, standard = "", tittel }) {
    const { kind, marks, inside } = this.#how;
    const head = make("tr", ...kolonner.map((one) => this.#header(one, sort, standard)));
    const body = rows.map((row) =>
      make(
        "tr",
        marks?.(row) ?? null,
        row.celler.map((cell, place) => {
          const content = (cell.tekst && inside?.(row, kolonner[place], cell.tekst)) || cell.tekst;
          return place > 0
            ? cellOf(cell, kolonner[place], content)
            : make("th", { scope: "row" }, content);
        }),
      ),
    );
    this.#table.className = `tabell oversikt__tabell ${kind}${kolonner.length > WIDE ? " tabell--bred" : ""}${rows.length > LONG ? " oversikt__tabell--lang" : ""}`;
    redraw(this.#table, make("caption.skjult", tittel), make("thead", head), make("tbody", body));
  }

  /** @param {Column} column @param {string} sort @param {string} standard */
  #header(column, sort, standard) {
    const up = sort === column.id;
    const down = sort === `-${column.id}`;
    const after = down && sort !== standard ? "" : column.id;
    const press = () => this.#sort(column, up ? `-${column.id}` : after);
    const arrow = sign(".sortering", up ? "↑" : down ? "↓" : "↕");
    return make(
      `th.${column.slag === "tekst" ? "ord" : "tall"}`,
      { scope: "col", "aria-sort": up ? "ascending" : down ? "descending" : "none" },
      make("button.sorter", { id: `sorter-${column.id}`, click: press }, column.navn, arrow),
    );
  }

  /** @param {Column} column @param {string} sort */
  #sort({ navn }, sort) {
    this.#how.onsort(sort);
    this.#how.say(
      sort
        ? `Sortert etter ${navn}, ${sort.startsWith("-") ? "synkende" : "stigende"}.`
        : "Sorteringen er tatt bort.",
    );
  }

  free() {
    clearTimeout(this.#typing);
  }
}

/** @param {Cell} cell @param {Column} column @param {Part} content */
function cellOf({ tekst, status, merknad, med, mangler }, column, content) {
  if (column.slag === "tekst") return make("td.ord", content);
  if (tekst === "") return missing(mangler ?? "mangler");
  const remark = [
    med ? [sign(".merke", "*"), screenReaderOnly(` med ${med}`)] : [],
    remarkSign(merknad),
  ];
  if (!isOpen(status)) return make("td", content, remark);
  const first = sign(".avvik", status.charAt(0));
  return make("td.anslag", content, first, screenReaderOnly(` ${status}`), remark);
}

/** @param {string | undefined} status @returns {status is string} */
const isOpen = (status) => Boolean(status) && status !== "endelig";

/** Returns what a table's signs mean. @param {import("./sorting.js").Table<Row>} table */
function signs({ kolonner, rader }) {
  const cells = rader.flatMap(({ celler }) =>
    celler.filter((_, place) => kolonner[place].slag === "tall"),
  );
  const given = cells.flatMap(({ tekst, status }) => (tekst && isOpen(status) ? [status] : []));
  const open = [...new Set(given)].toSorted();
  const some = cells.some(({ tekst }) => tekst === "");
  const small = cells.some(({ tekst }) => tekst === SMALL_MINUS);
  return [
    ...open.map((one) => `${one.charAt(0)} ${capital(one)}.`),
    ...(small ? [`${SMALL_MINUS} er et minus på mindre enn 0,05.`] : []),
    ...(some ? [`${MISSING} Tallet mangler. Det betyr ikke null.`] : []),
  ];
}
