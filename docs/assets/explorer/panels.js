// @ts-check
// From series to panels: never two units or two bases on one axis, and the form by what there is.

import { formFor } from "../chart/forms.js";

/** @typedef {import("./choose.js").Chosen} Chosen */
/** @typedef {import("./choose.js").Selection} Selection */
/** @typedef {{form: string, paired: boolean, serier: Chosen[], aar: number[], enhet: string, grunnlag: string, maal: string[], merknad: string}} Panel */

const MOST_LINES = 6;
const FEWEST_POINTS = 3;

/**
 * Return the panels of a selection.
 * @param {Selection} selection
 * @param {string[]} measures In the order chosen.
 * @returns {Panel[]}
 */
export function panels({ serier, aar }, measures) {
  const paired = scatter(serier, aar, measures);
  if (paired) return [paired];
  return split(serier).map((part) => {
    const years = yearsWith(part);
    const shown = aar.filter((year) => years.has(year));
    const faint = part.serier.some((one) => one.fraSett);
    const form = formFor({ years: shown.length, series: part.serier.length, faint });
    return { ...part, aar: shown, form, paired: false, merknad: "" };
  });
}

/** Return one panel a unit and basis; one a measure as well where lines would be too many to tell apart.
 * @param {Chosen[]} serier */
function split(serier) {
  const parts = grouped(serier, (one) => `${one.enhet}|${one.grunnlag}`);
  return parts.flatMap((part) => {
    const crowded = part.length > MOST_LINES || part.some((one) => one.fraSett);
    const pieces = crowded ? grouped(part, (one) => one.maal) : [part];
    return pieces.map((own) => ({
      serier: own,
      enhet: own[0].enhet,
      grunnlag: own[0].grunnlag,
      maal: [...new Set(own.map((one) => one.maal))],
    }));
  });
}

/** @param {Chosen[]} serier @param {(one: Chosen) => string} by */
function grouped(serier, by) {
  /** @type {Map<string, Chosen[]>} */
  const found = new Map();
  for (const one of serier) found.set(by(one), [...(found.get(by(one)) ?? []), one]);
  return [...found.values()];
}

/** @param {{serier: Chosen[]}} part */
function yearsWith(part) {
  return new Set(
    part.serier.flatMap((one) =>
      [...one.verdier].filter(([, value]) => value.verdi !== "").map(([year]) => year),
    ),
  );
}

/**
 * Return the scatter of two measures in one year, where enough units have both; else null.
 * @param {Chosen[]} serier
 * @param {number[]} aar
 * @param {string[]} measures
 * @returns {Panel | null}
 */
function scatter(serier, aar, measures) {
  if (measures.length !== 2 || (aar.length > 1 && !serier.some((one) => one.fraSett))) return null;
  const year = aar.findLast((one) => pairs(serier, measures, one).length >= FEWEST_POINTS);
  if (year === undefined) return null;
  const both = pairs(serier, measures, year).flat();
  const merknad = aar.length > 1 ? `Punktskyen viser ${year}; tabellen viser alle årene.` : "";
  return {
    form: "punktsky",
    paired: true,
    serier: both,
    aar: [year],
    enhet: "",
    grunnlag: grounds(both),
    maal: measures,
    merknad,
  };
}

/** @param {Chosen[]} serier */
function grounds(serier) {
  const found = new Set(serier.map((one) => one.grunnlag).filter(Boolean));
  return found.size === 1 ? [...found][0] : "";
}

/**
 * Return the two series of each unit that has a value of both measures that year.
 * @param {Chosen[]} serier
 * @param {string[]} measures
 * @param {number} year
 * @returns {[Chosen, Chosen][]}
 */
export function pairs(serier, measures, year) {
  const has = serier.filter((one) => (one.verdier.get(year)?.verdi ?? "") !== "");
  const second = new Map(
    has.filter((one) => one.maal === measures[1]).map((one) => [one.hvem, one]),
  );
  return has
    .filter((one) => one.maal === measures[0])
    .flatMap((one) => {
      const other = second.get(one.hvem);
      return other ? [/** @type {[Chosen, Chosen]} */ ([one, other])] : [];
    });
}
