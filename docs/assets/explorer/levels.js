// @ts-check
// The committee's recommended levels, where they apply: net result, konsern, the groups as a whole.

import { listed } from "../shared/words.js";

/** @import { Chosen } from "./choose.js" */
/** @import { Pack } from "./pack.js" */
/** @import { Panel } from "./panels.js" */

const BASIS = "konsern";
/** The colours of those whose levels they are, as in the note's own charts. */
const COLOURS = {
  kommunesektoren: "--kommunesektoren",
  kommune: "--kommunene",
  fylkeskommune: "--fylkeskommunene",
};

/** Return whose level a series is to be seen beside; null for none, or where some of its years are from before.
 * @param {Pack} pack @param {Chosen} one @param {number[]} aar */
function levelOf(pack, one, aar) {
  if (!pack.maal.get(one.maal)?.anbefalt || one.grunnlag !== BASIS) return null;
  if (aar.some((year) => year < pack.nivaa.fra && one.verdier.has(year))) return null;
  if (one.hvem === "kommunesektoren") return "kommunesektoren";
  return one.hvem === "fylkeskommunene" || pack.hvem.get(one.hvem)?.slag === "fylkeskommune"
    ? "fylkeskommune"
    : "kommune";
}

/** @param {{verdi: number}} a @param {{verdi: number}} b */
const lowestFirst = (a, b) => a.verdi - b.verdi;

/** Return the levels to draw as rules, each once, lowest first.
 * @param {Pack} pack @param {Chosen[]} serier @param {number[]} aar
 * @returns {{verdi: number, tekst: string, hvem: "kommunesektoren" | "kommune" | "fylkeskommune", farge: string}[]} */
export function levels(pack, serier, aar) {
  const whose = /** @type {("kommunesektoren" | "kommune" | "fylkeskommune")[]} */ (
    [...new Set(serier.map((one) => levelOf(pack, one, aar)))].filter((one) => one !== null)
  );
  return whose
    .map((one) => ({
      verdi: Number(pack.nivaa[one].verdi),
      tekst: `Anbefalt ${pack.nivaa[one].vist} %`,
      hvem: one,
      farge: COLOURS[one],
    }))
    .toSorted(lowestFirst);
}

/** Return the sentence that goes with the rules; empty where there are none. @param {Pack} pack @param {Panel[]} panels */
export function levelWords(pack, panels) {
  const found = panels.flatMap(({ serier, aar }) => levels(pack, serier, aar));
  if (found.length === 0) return "";
  const drawn = [...new Map(found.map((one) => [one.hvem, one])).values()].toSorted(lowestFirst);
  const names = {
    kommunesektoren: "hele sektoren",
    kommune: "kommunene samlet",
    fylkeskommune: "fylkeskommunene samlet",
  };
  const values = drawn.map((one) => `${pack.nivaa[one.hvem].vist} prosent for ${names[one.hvem]}`);
  const chosen = panels.flatMap(({ serier }) => serier);
  const single = chosen.some((one) => pack.hvem.get(one.hvem)?.slag !== "gruppe");
  const about = `Prikkede linjer: nivået TBU anbefaler over tid (${listed(values)}, konsern).`;
  return single ? `${about} ${pack.nivaa.ord}` : about;
}
