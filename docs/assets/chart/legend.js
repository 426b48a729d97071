// @ts-check
// What the signs of a chart mean, as a list above it.

import { make } from "../shared/dom.js";
import { formOf } from "./forms.js";

/** @import { Sign } from "./forms.js" */

/** Returns the list's items; those of lines are for where the lines have no names. @param {Sign[]} signs @param {string} form */
export function legend(signs, form) {
  return signs.map(({ farge, tegn, ord }) =>
    make(
      `li${formOf(form).ends ? ".tegnforklaring__smal" : ""}`,
      make("span.tegn", { "aria-hidden": "true", style: `color: var(${farge})` }, tegn),
      ord,
    ),
  );
}
