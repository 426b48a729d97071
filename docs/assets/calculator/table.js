// @ts-check
// Tables in the site's style: a frame that a keyboard can scroll, a caption, headings.

import { SIGN, make, remarkSign } from "../shared/dom.js";

/** @import { Part } from "../shared/dom.js" */

/** Returns a column's heading. @param {Part} words @param {string} [kind] */
export const column = (words, kind = "") => make(`th${kind}`, { scope: "col" }, words);

/** Returns a row under its heading. @param {Part} heading @param {...Part} cells */
export const row = (heading, ...cells) => make("tr", make("th", { scope: "row" }, heading), cells);

/** Returns the heading of some rows. @param {string} words @param {number} width In columns. */
export const rowGroup = (words, width) =>
  make("tr.radgruppe", make("th", { scope: "rowgroup", colspan: width }, make("span.fast", words)));

/** @typedef {{ celle: string, status: string, merknad?: string }} PrintedValue */

/** Returns a printed number, which leads to its cell in the note, with the sign of its remark. @param {PrintedValue} value @param {string} words */
export const printedCell = ({ celle, status, merknad }, words) =>
  make(
    `td${status === "endelig" ? "" : ".anslag"}`,
    make("a.trykt", { href: `../${celle}` }, words),
    remarkSign(merknad),
  );

/** Returns the remarks at printed numbers, a paragraph each, once: «† Landet: Trykt 1,0 …». @param {[string, string | undefined][]} remarks What each is about, and its words. */
export const remarkNotes = (remarks) =>
  [...new Set(remarks.map(([about, words]) => words && `${about}: ${words}`))]
    .filter(Boolean)
    .map((words) => make("p.noter", `${SIGN} ${words}`));

/**
 * Returns a table in its frame.
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
      `table.tabell.tabell--fri${kind}`,
      make("caption", make("span.tabell-tittel", caption)),
      make("thead", head),
      bodies,
    ),
  );
}

/**
 * Returns a table with one row of headings.
 * @param {string} caption
 * @param {string[]} headings
 * @param {Part[][]} rows The first cell of each is its heading.
 * @param {{ left?: number, kind?: string }} [how] How many columns are words.
 */
export function plain(caption, headings, rows, { left = 1, kind = "" } = {}) {
  const words = (/** @type {number} */ at) => (at < left ? ".ord" : "");
  const head = headings.map((one, at) => column(one, words(at)));
  const body = rows.map(([first, ...rest]) =>
    row(first, ...rest.map((one, at) => make(`td${words(at + 1)}`, one))),
  );
  return framed(caption, make("tr", head), make("tbody", body), { name: caption, kind });
}
