// @ts-check
// All municipalities on one line, with the unit's own mark among them, brought forward and named.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { figure, pointOf } from "./drawing.js";
import { capital } from "../shared/words.js";
import { BASES, inSentence, nameOf } from "./result.js";

/** @import { Comparison as Beside, Note, Unit } from "./types.js" */

/** @param {Unit} unit @param {Note} note @param {Beside} beside */
export function spread(unit, { fordeling }, { plass }) {
  const { pst } = unit.indikatorer.netto_driftsresultat;
  if (!plass || pst === null) return null;
  const count = (/** @type {number} */ many) => formatNumber(many);
  const name = nameOf(unit);
  /** @param {[number, number]} ends */
  const range = ([few, most]) =>
    few === most ? count(few) : `mellom ${count(few)} og ${count(most)}`;
  const { hoyere, lavere, antall, forbehold } = plass;
  const where = `${capital(range(hoyere))} av ${count(antall)} kommuner hadde et høyere netto driftsresultat enn ${inSentence(unit)} i ${plass.aar}, ${range(lavere)} et lavere.`;
  const words = `${name}: ${formatNumber(pst, 1)} prosent.`;
  const points = [pointOf(plass.aar, pst, words)];
  const own = { id: "egen", name, colour: "--kommunene", points };
  return [
    make("h3", { id: "blant-alle-kommuner" }, "Blant alle kommuner"),
    figure({
      id: "blant-alle-kommuner",
      form: "stripe",
      papir: 320,
      chart: { series: [...others(unit, fordeling.kommuner, plass.aar), own], zero: true },
      tittel: where,
      undertittel: `Netto driftsresultat ${plass.aar}, prosent av driftsinntektene. Kommunene: ${plass.basis}, endelige tall. ${name}: ${BASES[unit.basis]}.`,
      beskrivelse: `Hver kommune er et punkt på linjen. ${name} har ${formatNumber(pst, 1)} prosent. ${where}`,
      merknad: forbehold && `De andres tall er for ${plass.basis}, ${forbehold}.`,
      kilde: `Kilde: ${fordeling.kilde}, og egne tall. ${fordeling.kopi} ${fordeling.laget}`,
    }),
  ];
}

/** Returns a point for each of the others: the same as the core counted. @param {Unit} unit @param {Note["fordeling"]["kommuner"]} all @param {number} year */
function others(unit, all, year) {
  const own = [unit.kommunenummer, unit.kommunenummer_i_dag];
  const those = all.filter(([number, , aar]) => aar === year && !own.includes(number));
  return those.map(([id, name, , , pst]) => {
    const words = `${name}, ${year}: ${formatNumber(pst, 1)} prosent.`;
    const points = [pointOf(year, pst, words)];
    return { id, name, colour: "--sammenlikning", faint: true, points };
  });
}
