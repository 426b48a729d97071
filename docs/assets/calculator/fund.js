// @ts-check
// How long the fund lasts, when the result stays as it is.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";

/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Unit} Unit */

/** @param {Unit} unit @param {Names} names */
export function fund(unit, names) {
  const found = unit.indikatorer.aar_fondet_varer;
  const about = names.indikatorer.aar_fondet_varer;
  if (!found || !about) return null;
  return [
    make("h3", { id: "hvor-lenge-fondet-varer" }, "Hvor lenge fondet varer"),
    found.aar
      ? make(
          "p.svar",
          null,
          make("strong", null, `${formatNumber(found.aar, 1)} år`),
          " med et like stort underskudd hvert år.",
        )
      : make("p", null, found.mangler ?? ""),
    make("p.noter", null, about.ikke_ment_for),
  ];
}
