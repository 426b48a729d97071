// @ts-check
// The note's figure of all municipalities, on the reader's own units: each a dot, last year across
// and this year up.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { figure } from "./drawing.js";
import { basesOf, nameOf, sameUnit, yearsOf } from "./result.js";

/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */
/** @typedef {{ one: Unit, x: string, y: string }} Pair */

const NETTO = "netto_driftsresultat";
const FEWEST = 3;

/** @param {Result} result */
export function cloud({ enheter }) {
  const [now, before] = yearsOf(enheter);
  const pairs = paired(enheter, now, before);
  if (pairs.length < FEWEST) return null;
  const count = (/** @type {(pair: Pair) => boolean} */ holds) =>
    formatNumber(String(pairs.filter(holds).length));
  const all = formatNumber(String(pairs.length));
  const title = `${count(({ x, y }) => below(x) && below(y))} av ${all} enheter hadde negativt netto driftsresultat både i ${before} og ${now}`;
  const rest = `Negativt bare i ${before}: ${count(({ x, y }) => below(x) && !below(y))}, bare i ${now}: ${count(({ x, y }) => !below(x) && below(y))}, ingen av årene: ${count(({ x, y }) => !below(x) && !below(y))}.`;
  return [
    make("h3", { id: "aar-mot-aar" }, `Netto driftsresultat i ${before} og ${now}`),
    figure({
      id: "aar-mot-aar-egne-tall",
      form: "punktsky",
      chart: { series: pairs.map((pair) => dot(pair, now)), zero: true, equal: true },
      tittel: `${title}.`,
      undertittel: `Netto driftsresultat i prosent av driftsinntektene, ${basesOf(pairs.map(({ one }) => one))}. ${rest}`,
      beskrivelse: `Hver enhet er et punkt, med ${before} bortover og ${now} oppover. ${title}. ${rest}`,
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
  const words = `${nameOf(one)}: ${formatNumber(x, 1)} og ${formatNumber(y, 1)} prosent.`;
  const point = { year, across: Number(x), value: Number(y), text: formatNumber(y, 1), words };
  const name = nameOf(one);
  return { id: sameUnit(one), name, colour: "--kommunene", faint: true, points: [point] };
}

const below = (/** @type {string} */ exact) => exact.startsWith("-");
