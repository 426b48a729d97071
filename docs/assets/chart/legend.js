// @ts-check
// What the signs of a chart mean, as a list above it.

import { make } from "../shared/dom.js";

/** @typedef {import("./picture.js").Sign} Sign */

/** The shapes that tell series apart, in order, and each as a letter. @type {Record<string, string>} */
export const SIGNS = {
  circle: "●",
  square: "■",
  "triangle-up": "▲",
  diamond: "◆",
  cross: "✚",
  "triangle-down": "▼",
};
export const SHAPES = Object.keys(SIGNS);

/** Returns the list's items; those of lines are for where the lines have no names. @param {Sign[]} signs @param {string} form */
export function legend(signs, form) {
  return signs.map(({ farge, tegn, ord }) =>
    make(
      `li${form === "linje" ? ".tegnforklaring__smal" : ""}`,
      null,
      make("span.tegn", { "aria-hidden": "true", style: `color: var(${farge})` }, tegn),
      ord,
    ),
  );
}
