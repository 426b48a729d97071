// @ts-check
// The note's figure of all municipalities, on the reader's own units: each a dot, last year across
// and this year up.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { figure, pointOf } from "./drawing.js";
import { basesOf, kindsOf, nameOf, sameUnit, yearsOf } from "./result.js";

/** @import { Result, Unit } from "./types.js" */
/** @typedef {{ one: Unit, x: string, y: string }} Pair */

const NETTO = "netto_driftsresultat";
const FEWEST = 3;

/** @param {Result} result */
export function cloud({ enheter }) {
  const [now, before] = yearsOf(enheter);
  const pairs = paired(enheter, now, before);
  if (pairs.length < FEWEST) return null;
  /** How many were below zero or not, before and now. @type {(then: boolean, after: boolean) => string} */
  const count = (then, after) => {
    const those = pairs.filter(({ x, y }) => below(x) === then && below(y) === after);
    return formatNumber(those.length);
  };
  const all = formatNumber(pairs.length);
  const kinds = kindsOf(pairs.map(({ one }) => one));
  const title = `${count(true, true)} av ${all} ${kinds} hadde negativt netto driftsresultat både i ${before} og ${now}`;
  const rest = `Negativt bare i ${before}: ${count(true, false)}, bare i ${now}: ${count(false, true)}, ingen av årene: ${count(false, false)}.`;
  return [
    make("h3", { id: "aar-mot-aar" }, `Netto driftsresultat i ${before} og ${now}`),
    figure({
      id: "aar-mot-aar-egne-tall",
      form: "punktsky",
      chart: { series: pairs.map((pair) => dot(pair, now)), zero: true, equal: true },
      tittel: `${title}.`,
      undertittel: `Netto driftsresultat i prosent av driftsinntektene, ${basesOf(pairs.map(({ one }) => one))}. ${rest}`,
      beskrivelse: `Hver av dem er et punkt, med ${before} bortover og ${now} oppover. ${title}. ${rest}`,
      merknad: `På den stiplede linjen er resultatet det samme begge år; under den er det svakere i ${now}.`,
      kilde: "Kilde: egne tall.",
      xtittel: `${before}, prosent`,
      ytittel: `${now}, prosent`,
    }),
  ];
}

/** @param {Unit[]} units @param {number} now @param {number} before @returns {Pair[]} */
function paired(units, now, before) {
  const earlier = new Map(
    units.filter((one) => one.aar === before).map((one) => [sameUnit(one), one]),
  );
  return units
    .filter((one) => one.aar === now)
    .flatMap((one) => {
      const [y, x] = [one, earlier.get(sameUnit(one))].map(
        (unit) => unit?.indikatorer[NETTO].pst ?? null,
      );
      return x === null || y === null ? [] : [{ one, x, y }];
    });
}

/** @param {Pair} pair @param {number} year @returns {import("../chart/forms.js").Series} */
function dot({ one, x, y }, year) {
  const name = nameOf(one);
  const words = `${name}: ${formatNumber(x, 1)} og ${formatNumber(y, 1)} prosent.`;
  const points = [{ ...pointOf(year, y, words), across: Number(x) }];
  return { id: sameUnit(one), name, colour: "--kommunene", faint: true, points };
}

const below = (/** @type {string} */ exact) => exact.startsWith("-");
