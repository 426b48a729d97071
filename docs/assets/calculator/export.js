// @ts-check
// Results as rows for files and the clipboard.

import { number } from "../shared/csv.js";

/** @typedef {import("../shared/csv.js").Cell} Cell */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

/** Returns a row for each unit, under a row of headings: amounts in 1000 kr. @param {Result} result @param {Names} names @returns {Cell[][]} */
export function unitRows(result, names) {
  const measures = Object.entries(names.indikatorer).flatMap(([id, { enhet }]) => {
    if (enhet === "aar") return [[id, "aar", id]];
    return enhet === "prosent"
      ? [
          [id, "belop", `${id}_1000_kr`],
          [id, "pst", `${id}_prosent`],
        ]
      : [[id, "belop", `${id}_1000_kr`]];
  });
  const head = [
    "kommunenummer",
    "navn",
    "aar",
    "nivaa",
    "basis",
    "landsdel",
    "folkemengde",
    "brutto_driftsinntekter_1000_kr",
    ...measures.map(([, , name]) => name),
  ];
  return [
    head,
    ...result.enheter.map((unit) => [
      unit.kommunenummer,
      unit.navn,
      number(unit.aar === null ? null : String(unit.aar)),
      unit.nivaa,
      unit.basis,
      unit.landsdel,
      number(unit.folkemengde === null ? null : String(unit.folkemengde)),
      number(unit.poster.brutto_driftsinntekter?.belop),
      ...measures.map(([id, field]) =>
        number(unit.indikatorer[id][/** @type {"belop"} */ (field)]),
      ),
    ]),
  ];
}

/** Returns one unit's measures, a row each, for the clipboard. @param {Unit} unit @param {Names} names @returns {Cell[][]} */
export function measureRows(unit, names) {
  const who = [unit.navn ?? unit.kommunenummer ?? "", unit.aar ?? ""].join(" ").trim();
  return [
    [who, "1000 kr", "prosent"],
    ...Object.entries(names.indikatorer)
      .filter(([, { enhet }]) => enhet === "prosent")
      .map(([id, { navn }]) => [
        navn,
        number(unit.indikatorer[id].belop),
        number(unit.indikatorer[id].pst),
      ]),
  ];
}
