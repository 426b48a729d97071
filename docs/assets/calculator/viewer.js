// @ts-check
// The original file's rows, in a dialog: where a problem is, or where an amount came from.

import { button, make, redraw } from "../shared/dom.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { Excerpt, Store } from "./store.js" */

/** How many rows are shown at a time, and how many of them before the one looked for. */
export const ROWS = 21;
export const BEFORE = 6;

/** Returns a place in a file as a button that opens it. @param {string} file @param {number} row @param {Session} session */
export function placeButton(file, row, session) {
  return make(
    "button.lenkeknapp.radknapp",
    { title: "Se raden i filen", click: () => session.look(file, row) },
    `rad ${row}`,
  );
}

/** Opens and closes the dialog with the state; returns what ends it. @param {HTMLElement} root @param {Store} store @param {Session} session */
export function bindViewer(root, store, session) {
  const dialog = /** @type {HTMLDialogElement} */ (root.querySelector(".regn__rader"));
  const closed = () => session.look("", 0);
  dialog.addEventListener("close", closed);
  const stop = store.listen((state, changed) => {
    if (!changed.has("excerpt")) return;
    if (!state.excerpt) {
      dialog.close();
      return dialog.replaceChildren();
    }
    redraw(dialog, shown(state.excerpt, session, dialog));
    if (!dialog.open) dialog.showModal();
    dialog.querySelector(".valgt")?.scrollIntoView({ block: "nearest" });
  });
  return () => {
    stop();
    dialog.removeEventListener("close", closed);
    dialog.close();
  };
}

/** @param {Excerpt} excerpt @param {Session} session @param {HTMLDialogElement} dialog */
function shown({ file, row, first, rows }, session, dialog) {
  const last = rows.at(-1)?.rad ?? first;
  const turn = (/** @type {number} */ to) => session.look(file, row, Math.max(1, to));
  const table = () =>
    make(
      "table.tabell.tabell--fri.tabell--rader",
      make("caption.skjult", `Rad ${rows[0].rad} til ${last}`),
      make("tbody", ...rows.map((one) => line(one, row))),
    );
  const frame = { tabindex: "0", role: "region", "aria-label": "Rader i filen" };
  const [up, down] = [first <= 1, rows.length < ROWS];
  return [
    make(
      "div.rader__topp",
      make("h2", { id: "rader-tittel" }, make("bdi", file)),
      button("Lukk", () => dialog.close(), { id: "rader-lukk" }),
    ),
    rows.length === 0
      ? make("p", "Her er det ingen flere rader.")
      : make("div.tabell-ramme", frame, table()),
    make(
      "p.rader__bla",
      button("Tidligere rader", () => turn(first - ROWS), { id: "rader-opp", disabled: up }),
      button("Senere rader", () => turn(last + 1), { id: "rader-ned", disabled: down }),
    ),
  ];
}

/** @param {{ rad: number, celler: string[], flere: number }} one @param {number} wanted */
function line({ rad, celler, flere }, wanted) {
  return make(
    `tr${rad === wanted ? ".valgt" : ""}`,
    { "aria-current": rad === wanted && "true" },
    make("th", { scope: "row" }, String(rad)),
    ...celler.map((cell) => make("td.ord", make("bdi", cell))),
    flere > 0 && make("td.ord", `og ${flere} celler til`),
  );
}
