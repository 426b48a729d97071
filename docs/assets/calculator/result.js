// @ts-check
// What the result's units are called and counted by.

import { formatNumber } from "../shared/numbers.js";
import { capital, listed } from "../shared/words.js";

/** @import { Names, Unit } from "./types.js" */

/** Returns the unit's name as people know it; a number without one is no unit's. @param {Unit} unit */
export const nameOf = (unit) => splitName(unit) ?? unit.navn ?? capital(nameless(unit));

/** Returns «Ålesund med Haram» for a unit that was split. @param {Unit} unit */
function splitName({ deler = {} }) {
  const [first, ...others] = Object.values(deler);
  return others.length > 0 ? `${first} med ${listed(others)}` : undefined;
}

/** Returns the others that a unit's figures are of, for a part of it; nothing for any other unit.
 * @param {Unit} whole @param {Unit} part */
export function partWords({ deler = {} }, { kommunenummer_i_dag: own }) {
  const others = Object.entries(deler).filter(([number]) => number !== own);
  return own && own in deler ? `med ${listed(others.map(([, name]) => name))}` : "";
}

/** Returns the unit's name inside a sentence. @param {Unit} unit */
export const inSentence = (unit) => splitName(unit) ?? unit.navn ?? nameless(unit);

/** @param {Unit} unit */
const nameless = ({ kommunenummer, nivaa }) =>
  kommunenummer ? `${nivaa} med ukjent nummer (${kommunenummer})` : `${nivaa}n`;

/** Returns the unit's name and year. @param {Unit} unit */
export const withYear = (unit) => [nameOf(unit), unit.aar].filter(Boolean).join(" ");

/** Returns how many municipalities and county municipalities there are. @param {Unit[]} units */
export function countUnits(units) {
  return new Set(units.map((one) => one.kommunenummer_i_dag ?? one.navn)).size;
}

/** Returns what makes two years of one unit the same, whatever their basis. @param {Unit} unit */
export const sameName = (unit) => `${unit.kommunenummer_i_dag} ${unit.navn}`;

/** Returns what makes two years of one unit the same on one basis. @param {Unit} unit */
export const sameUnit = (unit) => `${unit.kommunenummer_i_dag ?? unit.navn} ${unit.basis}`;

/** What the accounts count, in words. */
export const BASES = { kasse: "kasse", konsern: "konsern", ukjent: "ukjent grunnlag" };

/** Returns the bases of the units in words: «kasse og konsern». @param {Unit[]} units */
export const basesOf = (units) => listed(new Set(units.map(({ basis }) => BASES[basis])));

/**
 * Returns what the units are called: «kommuner», or with another ending «kommunene» or «kommune».
 * @param {Unit[]} units @param {"r" | "ne" | ""} [ending]
 */
export function kindsOf(units, ending = "r") {
  const there = new Set(units.map(({ nivaa }) => nivaa));
  const kinds = /** @type {Unit["nivaa"][]} */ (["kommune", "fylkeskommune"]);
  return listed(kinds.filter((one) => there.has(one)).map((one) => one + ending));
}

/** From so many units on, none of them is shown before it is chosen. */
export const MANY = 5;

/** Returns the years of the units, the newest first. @param {Unit[]} units */
export function yearsOf(units) {
  const years = units.flatMap((one) => (one.aar === null ? [] : [one.aar]));
  return [...new Set(years)].sort((a, b) => b - a);
}

/** Returns the place of the unit to show first: the first of the newest year. @param {Unit[]} units */
export function newest(units) {
  const [year = null] = yearsOf(units);
  return Math.max(
    0,
    units.findIndex(({ aar }) => aar === year),
  );
}

/**
 * Returns how many units there are of each year, and the years: no year has as many as all of them
 * where some have been split or joined.
 * @param {Unit[]} units
 */
export function unitsByYear(units) {
  const kinds = kindsOf(units);
  const all = countUnits(units);
  const years = yearsOf(units).reverse();
  const counts = years.map((year) => countUnits(units.filter(({ aar }) => aar === year)));
  if (counts.every((one) => one === all) || units.some(({ aar }) => aar === null))
    return [`${formatNumber(all)} ${kinds}`, listed(years.map(String))].filter(Boolean).join(", ");
  const words = years.map((year, at) => {
    const unit = at === 0 ? ` ${kinds}` : "";
    return `${formatNumber(counts[at])}${unit} i ${year}`;
  });
  return listed(words);
}

/** Returns the ids of the indicators that are shown first of a unit. @param {Names} names */
export const mainMeasures = ({ indikatorer }) =>
  Object.keys(indikatorer).filter((id) => indikatorer[id].er_hovedmaal);
