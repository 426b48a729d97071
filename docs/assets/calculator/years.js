// @ts-check
// One unit's indicators over the years there are: two as joined dots, three and more as lines.

import { formFor } from "../chart/forms.js";
import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { figure, pointOf } from "./drawing.js";
import { BASES, nameOf, sameUnit } from "./result.js";

/** @import { Names, Result, Unit } from "./types.js" */
/** @typedef {{ aar: number, pst: string }} Value */
/** @typedef {{ id: string, navn: string, verdier: Value[] }} Series */

const COLOURS = ["--kommunene", "--sammenlikning", "--aksent", "--dempet"];

/** @param {Unit} unit @param {Result} result @param {Names} names @param {string[]} measures */
export function overYears(unit, { enheter }, { indikatorer }, measures) {
  const own = enheter
    .filter((one) => one.aar !== null && sameUnit(one) === sameUnit(unit))
    .toSorted((a, b) => Number(a.aar) - Number(b.aar));
  const years = [...new Set(own.map(({ aar }) => Number(aar)))];
  const series = measures
    .map((id) => ({ id, navn: indikatorer[id].navn, verdier: valuesOf(own, id) }))
    .filter(({ verdier }) => verdier.length > 1);
  if (years.length < 2 || !series.length) return null;
  return [
    make("h3", { id: "over-tid" }, `Fra ${years[0]} til ${years.at(-1)}`),
    figure({
      id: "over-tid",
      form: formFor({ years: years.length, series: series.length, faint: false }),
      papir: 570,
      chart: { series: series.map((one, at) => drawn(one, at, years.length)), zero: true },
      tittel: `${change(series[0])}.`,
      undertittel: `${nameOf(unit)}, prosent av driftsinntektene, ${BASES[unit.basis]}.`,
      beskrivelse: series.map(course).join(" "),
      kilde: "Kilde: egne tall.",
    }),
  ];
}

/** @param {Unit[]} units @param {string} id @returns {Value[]} */
function valuesOf(units, id) {
  return units.flatMap(({ aar, indikatorer }) => {
    const pst = indikatorer[id]?.pst ?? null;
    return pst === null || aar === null ? [] : [{ aar, pst }];
  });
}

/** @param {Series} series */
const course = ({ navn, verdier }) =>
  `${navn}: ${verdier.map(({ aar, pst }) => `${formatNumber(pst, 1)} i ${aar}`).join(", ")}.`;

/** @param {Series} series */
function change({ navn, verdier }) {
  const [first, last] = [verdier[0], verdier[verdier.length - 1]];
  return `${navn} var ${formatNumber(first.pst, 1)} prosent i ${first.aar} og ${formatNumber(last.pst, 1)} prosent i ${last.aar}`;
}

/** @param {Series} series @param {number} at @param {number} years @returns {import("../chart/forms.js").Series} */
function drawn({ id, navn, verdier }, at, years) {
  return {
    id,
    name: navn,
    colour: years > 2 ? COLOURS[at] : COLOURS[0], // two years differ by theirs
    points: verdier.map(({ aar, pst }) =>
      pointOf(aar, pst, `${navn}, ${aar}: ${formatNumber(pst, 1)} prosent.`),
    ),
  };
}
