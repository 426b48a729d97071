// @ts-check
// All municipalities on one line, with the unit's own mark among them, brought forward and named.

import { MIDDLE, heaped } from "../chart/beeswarm.js";
import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { figure } from "./drawing.js";
import { BASES, nameOf } from "./result.js";

/** @typedef {import("./types.js").Comparison} Beside */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Unit} Unit */

const OTHERS = {
  farge: "--sammenlikning",
  fyll: "--sammenlikning",
  tegn: "circle",
  storrelse: 40,
  styrke: 0.45,
};
const OWN = {
  farge: "--kommunene",
  fyll: "--kommunene",
  tegn: "circle",
  storrelse: 170,
  styrke: 1,
};
const ABOVE = 66; // px from the middle up to the name, clear of the heaps

/** @param {Unit} unit @param {Note} note @param {Beside} beside */
export function spread(unit, { fordeling }, { plass }) {
  const { pst } = unit.indikatorer.netto_driftsresultat;
  if (!plass || pst === null) return null;
  const count = (/** @type {number} */ many) => formatNumber(String(many));
  const name = nameOf(unit);
  const where = `${count(plass.hoyere)} av ${count(plass.antall)} kommuner hadde et høyere netto driftsresultat enn ${name}, ${count(plass.lavere)} et lavere.`;
  const own = { ...OWN, rad: String(plass.aar), serie: "egen", verdi: Number(pst), pst };
  const data = [
    ...others(unit, fordeling.kommuner, plass.aar),
    { ...own, plass: MIDDLE, tekst: `${name}: ${formatNumber(pst, 1)} prosent.` },
  ];
  return [
    make("h3", { id: "blant-alle-kommuner" }, "Blant alle kommuner"),
    figure({
      id: "blant-alle-kommuner",
      form: "stripe",
      papir: 320,
      rows: {
        data: data.map((row, nr) => ({ ...row, nr, rekke: 0 })),
        linjer: [{ slag: "null", verdi: 0, tekst: "" }],
        etiketter: [
          { ...own, plass: MIDDLE - ABOVE, dx: 8, dy: 0, tekst: `${name} ${formatNumber(pst, 1)}` },
        ],
      },
      tittel: where,
      undertittel: `Netto driftsresultat ${plass.aar}, prosent av driftsinntektene. Kommunene: ${plass.basis}, endelige tall. ${name}: ${BASES[unit.basis]}${unit.aar === plass.aar ? "" : `, ${unit.aar ?? "uten årstall"}`}.`,
      beskrivelse: `Hver kommune er et punkt på linjen. ${name} har ${formatNumber(pst, 1)} prosent. ${where}`,
      kilde: `Kilde: ${fordeling.kilde}, og egne tall.`,
    }),
  ];
}

/** Returns a point for each of the others: the same as the core counted. @param {Unit} unit @param {Note["fordeling"]["kommuner"]} all @param {number} year */
function others(unit, all, year) {
  const own = [unit.kommunenummer, unit.kommunenummer_i_dag];
  const those = all.filter(([number, , aar]) => aar === year && !own.includes(number));
  const places = heaped(those.map(([, , , , pst]) => Number(pst)));
  return those.map(([number, name, , , pst], at) => ({
    ...OTHERS,
    rad: String(year),
    serie: number,
    verdi: Number(pst),
    pst,
    plass: MIDDLE + places[at],
    tekst: `${name}, ${year}: ${formatNumber(pst, 1)} prosent.`,
  }));
}
