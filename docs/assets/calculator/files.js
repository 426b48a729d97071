// @ts-check
// The files that are in, and the way to be rid of them.

import { make } from "../shared/dom.js";
import { size } from "../shared/numbers.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */

/** @param {State} state @param {Session} session @returns {Part} */
export function files({ files: given }, session) {
  if (!given.length) return null;
  return make(
    "div.filliste",
    null,
    make(
      "ul",
      { "aria-label": "Filer som er lest" },
      given.map((one) => make("li", null, make("bdi", null, one.name), ` (${size(one.size)})`)),
    ),
    make(
      "button.knapp",
      { type: "button", id: "regn-glem", click: () => session.clear() },
      "Glem filene",
    ),
  );
}
