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

/** Return whose level a series is to be seen beside; null for none. @param {Pack} pack @param {Chosen} one */
function levelOf(pack, one) {
  if (!pack.maal.get(one.maal)?.anbefalt || one.grunnlag !== BASIS) return null;
  if (one.hvem === "kommunesektoren") return "kommunesektoren";
  return one.hvem === "fylkeskommunene" || pack.hvem.get(one.hvem)?.slag === "fylkeskommune"
    ? "fylkeskommune"
    : "kommune";
}

/** Return the levels to draw as rules, each once, lowest first.
 * @param {Pack} pack @param {Chosen[]} serier
 * @returns {{verdi: number, tekst: string, hvem: "kommunesektoren" | "kommune" | "fylkeskommune", farge: string}[]} */
export function levels(pack, serier) {
  const whose = /** @type {("kommunesektoren" | "kommune" | "fylkeskommune")[]} */ (
    [...new Set(serier.map((one) => levelOf(pack, one)))].filter((one) => one !== null)
  );
  return whose
    .map((one) => ({
      verdi: Number(pack.nivaa[one].verdi),
      tekst: `Anbefalt ${pack.nivaa[one].vist} %`,
      hvem: one,
      farge: COLOURS[one],
    }))
    .toSorted((a, b) => a.verdi - b.verdi);
}

/** Return the sentence that goes with the rules; empty where there are none. @param {Pack} pack @param {Chosen[]} serier */
export function levelWords(pack, serier) {
  const drawn = levels(pack, serier);
  if (drawn.length === 0) return "";
  const names = {
    kommunesektoren: "hele sektoren",
    kommune: "kommunene samlet",
    fylkeskommune: "fylkeskommunene samlet",
  };
  const values = drawn.map((one) => `${pack.nivaa[one.hvem].vist} prosent for ${names[one.hvem]}`);
  const single = serier.some((one) => pack.hvem.get(one.hvem)?.slag !== "gruppe");
  const about = `Prikkede linjer: nivået TBU anbefaler over tid (${listed(values)}, konsern).`;
  return single ? `${about} ${pack.nivaa.ord}` : about;
}
