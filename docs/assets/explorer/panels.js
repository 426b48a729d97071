// @ts-check
// From series to panels: never two units or two bases on one axis, and the form by what there is.

import { formFor } from "../chart/forms.js";
import { grouped } from "../shared/sorting.js";

/** @import { Chosen, Selection } from "./choose.js" */
/** @import { Series } from "./pack.js" */
/** @typedef {{form: string, paired: boolean, serier: Chosen[], aar: number[], enhet: string, grunnlag: string, maal: string[], merknad: string}} Panel */

const MOST_LINES = 6;
const FEWEST_POINTS = 3;

/** Return the different values of a field; empty ones are none. @param {Series[]} serier @param {"maal" | "hvem" | "enhet" | "grunnlag" | "utvalg" | "kilde" | "beregning"} field */
export const distinct = (serier, field) => [
  ...new Set(serier.map((one) => one[field]).filter(Boolean)),
];

/** Return whether a series has a number that year. @param {Chosen} one @param {number} year */
const has = (one, year) => (one.verdier.get(year)?.verdi ?? "") !== "";

/** Return the panels of a selection; the measures are in the order chosen.
 * @param {Selection} selection @param {string[]} measures @returns {Panel[]} */
export function panels({ serier, aar }, measures) {
  const paired = scatter(serier, aar, measures);
  if (paired) return [paired];
  return split(serier).map((part) => {
    const shown = aar.filter((year) => part.serier.some((one) => has(one, year)));
    const faint = part.serier.some((one) => one.fraSett);
    const form = formFor({ years: shown.length, series: part.serier.length, faint });
    const drawn = form === "rangert" ? shown.slice(-2) : shown;
    const merknad = shown.length > 2 && drawn !== shown ? onlyYears("Figuren", drawn) : "";
    return { ...part, aar: drawn, form, paired: false, merknad };
  });
}

/** @param {string} what @param {number[]} years */
const onlyYears = (what, years) =>
  `${what} viser ${years.join(" og ")}; tabellen viser alle årene.`;

/** Return one panel a unit and basis; one a measure as well where lines would be too many to tell apart.
 * @param {Chosen[]} serier */
function split(serier) {
  const parts = grouped(serier, (one) => `${one.enhet}|${one.grunnlag}`);
  return [...parts.values()].flatMap((part) => {
    const crowded = part.length > MOST_LINES || part.some((one) => one.fraSett);
    const pieces = crowded ? [...grouped(part, (one) => one.maal).values()] : [part];
    const [{ enhet, grunnlag }] = part;
    return pieces.map((own) => ({ serier: own, enhet, grunnlag, maal: distinct(own, "maal") }));
  });
}

/** Return the scatter of two measures in one year, where enough units have both; else null.
 * @param {Chosen[]} serier @param {number[]} aar @param {string[]} measures @returns {Panel | null} */
function scatter(serier, aar, measures) {
  if (measures.length !== 2 || (aar.length > 1 && !serier.some((one) => one.fraSett))) return null;
  const year = aar.findLast((one) => pairs(serier, measures, one).length >= FEWEST_POINTS);
  if (year === undefined) return null;
  const both = pairs(serier, measures, year).flat();
  const bases = distinct(both, "grunnlag");
  return {
    form: "punktsky",
    paired: true,
    serier: both,
    aar: [year],
    enhet: "",
    maal: measures,
    grunnlag: bases.length === 1 ? bases[0] : "",
    merknad: aar.length > 1 ? onlyYears("Punktskyen", [year]) : "",
  };
}

/** Return the two series of each unit that has a value of both measures that year.
 * @param {Chosen[]} serier @param {string[]} measures @param {number} year @returns {[Chosen, Chosen][]} */
export function pairs(serier, [first, second], year) {
  const those = serier.filter((one) => has(one, year));
  const others = new Map(those.flatMap((one) => (one.maal === second ? [[one.hvem, one]] : [])));
  return those.flatMap((one) => {
    const other = one.maal === first && others.get(one.hvem);
    return other ? [[one, other]] : [];
  });
}
