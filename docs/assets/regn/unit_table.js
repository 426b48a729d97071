// @ts-check
// Every unit in a table: sorted by any column, found by name, and opened with a click.

import { make, redraw } from "../felles/dom.js";
import { formatNumber } from "../felles/numbers.js";
import { explained } from "./how.js";
import { nameOf } from "./result.js";
import { framed } from "./table.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

/** @typedef {{ id: string, navn: string, verdi: (unit: Unit) => string | null, decimals: number | null, maal?: string }} Column `maal` is the indicator that the number is of. */
/** @typedef {import("./panels.js").Panels} Panels */

const OPENED = "apnet-enhet-for-enhet";
const FEW = 25;
const SHOWN = ["netto_driftsresultat", "brutto_driftsresultat_eks_avskrivninger", "netto_driftsresultat_etter_bundne_avsetninger", "disposisjonsfond"];
const nb = new Intl.Collator("nb", { numeric: true });

/** @param {Result} result @param {Names} names @param {Session} session @param {Panels} panels Where a number opens. */
export function unitTable(result, names, session, panels) {
  const columns = columnsOf(result, names);
  const view = { sort: columns[0].id, down: false, find: "", all: false };
  const place = make("div", { id: "enhetstabell" });
  const number = (/** @type {Column} */ { maal, navn }, /** @type {string} */ words, /** @type {number} */ at) =>
    maal && panels.button(words, OPENED, () => openedTo(maal, `${navn}: ${words}`, at, result.enheter[at], names, session));
  const show = () => {
    panels.leave(OPENED);
    redraw(place, drawn(result, columns, view, session, show, number));
  };
  show();
  const type = (/** @type {Event} */ event) => {
    view.find = /** @type {HTMLInputElement} */ (event.target).value;
    show();
  };
  return [
    make("h3", { id: "enhet-for-enhet" }, "Enhet for enhet"),
    make("p.velger", null, make("label", { for: "finn-enhet" }, "Finn"), make("input.finn", { id: "finn-enhet", type: "text", autocomplete: "off", input: type })),
    place,
    panels.place(OPENED),
  ];
}

/**
 * Returns what one unit's number opens to: its lines and their rows, and the way to all of the unit.
 *
 * @param {string} maal
 * @param {string} words The number and what it is of.
 * @param {number} at
 * @param {Unit} unit
 * @param {Names} names
 * @param {Session} session
 */
function openedTo(maal, words, at, unit, names, session) {
  const name = nameOf(unit);
  return {
    title: `${name}${unit.aar === null ? "" : ` ${unit.aar}`}. ${words}`,
    parts: [
      explained(maal, unit, names, session),
      make("p", null, make("button.lenkeknapp", { type: "button", click: () => session.open(at) }, "Se alle målene for ", make("bdi", null, name))),
    ],
  };
}

/** @param {Result} result @param {Names} names @returns {Column[]} */
function columnsOf({ enheter }, names) {
  const used = SHOWN.filter((id) => enheter.some((one) => one.indikatorer[id].pst !== null));
  return [
    { id: "navn", navn: "Navn", verdi: (one) => nameOf(one), decimals: null },
    { id: "aar", navn: "År", verdi: (one) => (one.aar === null ? null : String(one.aar)), decimals: null },
    { id: "folkemengde", navn: "Folkemengde", verdi: (one) => (one.folkemengde === null ? null : String(one.folkemengde)), decimals: 0 },
    { id: "belop", navn: "Netto driftsresultat, 1000 kr", verdi: (one) => one.indikatorer.netto_driftsresultat.belop, decimals: 0, maal: "netto_driftsresultat" },
    ...used.map((id) => ({ id, navn: `${names.indikatorer[id].navn}, prosent`, verdi: (/** @type {Unit} */ one) => one.indikatorer[id].pst, decimals: 1, maal: id })),
  ];
}

/**
 * @param {Result} result
 * @param {Column[]} columns
 * @param {{ sort: string, down: boolean, find: string, all: boolean }} view
 * @param {Session} session
 * @param {() => void} show
 * @param {(column: Column, words: string, at: number) => import("../felles/dom.js").Part} number What opens a number; nothing where it does not.
 */
function drawn({ enheter }, columns, view, session, show, number) {
  const wanted = view.find.trim().toLocaleLowerCase("nb");
  const found = enheter.map((one, at) => ({ one, at })).filter(({ one }) => `${one.kommunenummer ?? ""} ${nameOf(one)}`.toLocaleLowerCase("nb").includes(wanted));
  const column = columns.find(({ id }) => id === view.sort) ?? columns[0];
  found.sort((a, b) => compare(column, a.one, b.one) * (view.down ? -1 : 1));
  const shown = view.all ? found : found.slice(0, FEW);
  const sort = (/** @type {string} */ id) => {
    view.down = view.sort === id && !view.down;
    view.sort = id;
    show();
  };
  const head = make("tr", null, columns.map((one, at) => heading(one, at, view, sort)));
  const body = make("tbody", null, shown.map(({ one, at }) => make("tr", null,
    make("th", { scope: "row" }, make("button.lenkeknapp.radknapp", { type: "button", click: () => session.open(at) }, make("bdi", null, nameOf(one)))),
    columns.slice(1).map((column) => cell(column.verdi(one), column.decimals, (words) => number(column, words, at))))));
  const all = () => {
    view.all = true;
    show();
  };
  return [
    framed(`${formatNumber(String(found.length))} rader`, head, body, { name: "Enhet for enhet", kind: ".tabell--fri" }),
    found.length > shown.length && make("button.knapp", { type: "button", id: "vis-alle", click: all }, `Vis alle ${formatNumber(String(found.length))}`),
  ];
}

/** @param {Column} one @param {number} at @param {{ sort: string, down: boolean }} view @param {(id: string) => void} sort */
function heading(one, at, view, sort) {
  const order = view.sort === one.id && (view.down ? "descending" : "ascending");
  return make(`th${at ? "" : ".ord"}`, { scope: "col", "aria-sort": order },
    make("button.sorter", { type: "button", id: `sorter-${one.id}`, click: () => sort(one.id) }, one.navn, order && make("span", { "aria-hidden": "true" }, view.down ? " ↓" : " ↑")));
}

/** @param {string | null} exact @param {number | null} decimals @param {(words: string) => import("../felles/dom.js").Part} opens */
function cell(exact, decimals, opens) {
  if (exact === null) return make("td.mangler", null, "mangler");
  const words = decimals === null ? exact : formatNumber(exact, decimals);
  return make("td", null, opens(words) || words);
}

/** What is missing stands last. @param {Column} column @param {Unit} a @param {Unit} b */
function compare({ verdi, decimals }, a, b) {
  const [one, other] = [verdi(a), verdi(b)];
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return decimals === null ? nb.compare(one, other) : Number(one) - Number(other);
}
