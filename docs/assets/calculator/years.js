// @ts-check
// One unit's indicators over the years there are: two as joined dots, three and more as lines.

import { formFor } from "../chart/forms.js";
import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { listed } from "../shared/words.js";
import { figure, pointOf } from "./drawing.js";
import { BASES, nameOf, partWords, sameUnit } from "./result.js";

/** @import { Names, Result, Unit } from "./types.js" */
/** @typedef {{ aar: number, pst: string, part: string }} Value `part`: whom it is of besides. */
/** @typedef {{ id: string, navn: string, verdier: Value[] }} Series */

const COLOURS = ["--kommunene", "--sammenlikning", "--aksent", "--dempet"];

/** @param {Unit} unit @param {Result} result @param {Names} names @param {string[]} measures */
export function overYears(unit, { enheter }, { indikatorer }, measures) {
  const own = enheter
    .filter((one) => one.aar !== null && (sameUnit(one) === sameUnit(unit) || isWhole(one, unit)))
    .toSorted((a, b) => Number(a.aar) - Number(b.aar));
  const years = [...new Set(own.map(({ aar }) => Number(aar)))];
  const series = measures
    .map((id) => ({ id, navn: indikatorer[id].navn, verdier: valuesOf(own, id, unit) }))
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
      merknad: splitYears(series[0]),
      kilde: "Kilde: egne tall.",
    }),
  ];
}

/** Returns whether a unit is what another was a part of, on the same basis. @param {Unit} one @param {Unit} unit */
const isWhole = (one, unit) => one.basis === unit.basis && partWords(one, unit) !== "";

/** @param {Unit[]} units @param {string} id @param {Unit} unit @returns {Value[]} */
function valuesOf(units, id, unit) {
  return units.flatMap((one) => {
    const pst = one.indikatorer[id]?.pst ?? null;
    return pst === null || one.aar === null
      ? []
      : [{ aar: one.aar, pst, part: partWords(one, unit) }];
  });
}

/** Returns which years are of a larger unit; empty for none. @param {Series} series */
function splitYears({ verdier }) {
  const marked = verdier.filter(({ part }) => part);
  return marked.length > 0
    ? `${listed(marked.map(({ aar }) => String(aar)))} er ${marked[0].part}, som da var samme kommune.`
    : "";
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
    points: verdier.map(({ aar, pst, part }) => {
      const year = part ? `${aar}, ${part}` : aar;
      return { ...pointOf(aar, pst, `${navn}, ${year}: ${formatNumber(pst, 1)} prosent.`), part };
    }),
  };
}
