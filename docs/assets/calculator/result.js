// @ts-check
// The core's JSON text to objects, every number of it exact.

/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

// Inside a text the quotation mark after the name would be escaped, so only amounts are met.
const AMOUNT = /"(belop|pst)": (-?[0-9.]+)/g;

/**
 * Returns the object; amounts, which the core writes as numbers, become text with all their digits.
 *
 * @param {string} text
 * @returns {any}
 */
export function readExact(text) {
  return JSON.parse(text.replace(AMOUNT, '"$1": "$2"'));
}

/** Returns the unit's name as people know it. @param {Unit} unit */
export function nameOf(unit) {
  return unit.navn ?? (unit.kommunenummer ? `Kommune ${unit.kommunenummer}` : "Kommunen");
}

/** Returns how many municipalities and county municipalities there are. @param {Unit[]} units */
export function countUnits(units) {
  return new Set(units.map((one) => one.kommunenummer_i_dag ?? one.navn)).size;
}

/** Returns what makes two years of one unit the same. @param {Unit} unit */
export const sameUnit = (unit) => `${unit.kommunenummer_i_dag ?? unit.navn} ${unit.basis}`;

/** What the accounts count, in words. */
export const BASES = { kasse: "kasse", konsern: "konsern", ukjent: "ukjent grunnlag" };

/** Returns the bases of the units in words: «kasse og konsern». @param {Unit[]} units */
export function basesOf(units) {
  return [...new Set(units.map(({ basis }) => BASES[basis]))].join(" og ");
}

/** From so many units on, none of them is shown before it is chosen. */
export const MANY = 5;

/** Returns the years of the units, the newest first. @param {Unit[]} units */
export function yearsOf(units) {
  const years = units.flatMap((one) => (one.aar === null ? [] : [one.aar]));
  return [...new Set(years)].sort((a, b) => b - a);
}
