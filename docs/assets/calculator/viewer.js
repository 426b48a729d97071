// @ts-check
// The original file's rows, in a dialog: where a problem is, or where an amount came from.

import { make, redraw } from "../shared/dom.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./store.js").Store} Store */

/** How many rows are shown at a time, and how many of them before the one looked for. */
export const ROWS = 21;
export const BEFORE = 6;

/**
 * Returns a place in a file as a button that opens it.
 *
 * @param {string} file
 * @param {number} row
 * @param {Session} session
 * @param {Part} [words]
 */
export function placeButton(file, row, session, words = `rad ${row}`) {
  return make(
    "button.lenkeknapp.radknapp",
    { type: "button", title: "Se raden i filen", click: () => session.look(file, row) },
    words,
  );
}

/**
 * Opens and closes the dialog with the state; returns what ends it.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Session} session
 */
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

/** @param {NonNullable<State["excerpt"]>} excerpt @param {Session} session @param {HTMLDialogElement} dialog */
function shown({ file, row, first, rows }, session, dialog) {
  const turn = (/** @type {number} */ to) => session.look(file, row, Math.max(1, to));
  return [
    make(
      "div.rader__topp",
      null,
      make("h2", { id: "rader-tittel" }, make("bdi", null, file)),
      make(
        "button.knapp",
        { type: "button", id: "rader-lukk", click: () => dialog.close() },
        "Lukk",
      ),
    ),
    rows.length === 0
      ? make("p", null, "Her er det ingen flere rader.")
      : make(
          "div.tabell-ramme",
          { tabindex: "0", role: "region", "aria-label": "Rader i filen" },
          make(
            "table.tabell.tabell--fri.tabell--rader",
            null,
            make("caption.skjult", null, `Rad ${rows[0].rad} til ${rows.at(-1)?.rad}`),
            make(
              "tbody",
              null,
              rows.map((one) => line(one, row)),
            ),
          ),
        ),
    make(
      "p.rader__bla",
      null,
      make(
        "button.knapp",
        { type: "button", id: "rader-opp", disabled: first <= 1, click: () => turn(first - ROWS) },
        "Tidligere rader",
      ),
      make(
        "button.knapp",
        {
          type: "button",
          id: "rader-ned",
          disabled: rows.length < ROWS,
          click: () => turn((rows.at(-1)?.rad ?? first) + 1),
        },
        "Senere rader",
      ),
    ),
  ];
}

/** @param {{ rad: number, celler: string[], flere: number }} one @param {number} wanted */
function line(one, wanted) {
  const chosen = one.rad === wanted;
  return make(
    `tr${chosen ? ".valgt" : ""}`,
    { "aria-current": chosen && "true" },
    make("th", { scope: "row" }, String(one.rad)),
    one.celler.map((cell) => make("td.ord", null, make("bdi", null, cell))),
    one.flere > 0 && make("td.ord", null, `og ${one.flere} celler til`),
  );
}
