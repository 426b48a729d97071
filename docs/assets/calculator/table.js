// @ts-check
// Tables in the site's own dress: a frame that a keyboard can scroll, a caption, headings.

import { make } from "../shared/dom.js";

/** @typedef {import("../shared/dom.js").Part} Part */

/**
 * Returns a table in its frame.
 *
 * @param {Part} caption
 * @param {Part} head Rows of the head.
 * @param {Part} bodies
 * @param {{ name: string, kind?: string }} how The frame's name for screen readers, and more classes.
 */
export function framed(caption, head, bodies, { name, kind = "" }) {
  return make(
    "div.tabell-ramme",
    { tabindex: "0", role: "region", "aria-label": name },
    make(
      `table.tabell${kind}`,
      null,
      make("caption", null, make("span.tabell-tittel", null, caption)),
      make("thead", null, head),
      bodies,
    ),
  );
}

/**
 * Returns a table with one row of headings.
 *
 * @param {string} caption
 * @param {string[]} headings
 * @param {Part[][]} rows The first cell of each is its heading.
 * @param {{ left?: number, kind?: string }} [how] How many columns are words.
 */
export function plain(caption, headings, rows, { left = 1, kind = "" } = {}) {
  const words = (/** @type {number} */ at) => (at < left ? ".ord" : "");
  const head = make(
    "tr",
    null,
    headings.map((one, at) => make(`th${words(at)}`, { scope: "col" }, one)),
  );
  const body = make(
    "tbody",
    null,
    rows.map(([first, ...rest]) =>
      make(
        "tr",
        null,
        make("th", { scope: "row" }, first),
        rest.map((one, at) => make(`td${words(at + 1)}`, null, one)),
      ),
    ),
  );
  return framed(caption, head, body, { name: caption, kind: `.tabell--fri${kind}` });
}
