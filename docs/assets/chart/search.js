// @ts-check
// Series by name or number.

import { ORDER } from "../shared/words.js";

/** @param {string} serie @param {string} name */
const shown = (serie, name) => `${name} (${serie})`;

/** Return what can be searched for, «Oslo (0301)», in Norwegian order. @param {Record<string, string>} names */
export function sorted(names) {
  return Object.entries(names)
    .map(([serie, name]) => shown(serie, name))
    .sort(ORDER.compare);
}

/**
 * Return the series that the words mean: its number, its name, the whole of both, or the first that begins so.
 * @param {Record<string, string>} names @param {string} words
 */
export function matching(names, words) {
  const wanted = fold(words);
  if (!wanted) return undefined;
  const entries = Object.entries(names).sort(([, one], [, other]) => ORDER.compare(one, other));
  const exact = entries.find(([serie, name]) =>
    [serie, name, shown(serie, name)].map(fold).includes(wanted),
  );
  const parts = entries.find(([, name]) =>
    name
      .split(/ – | og /)
      .map(fold)
      .includes(wanted),
  );
  return (exact ?? parts ?? entries.find(([, name]) => fold(name).startsWith(wanted)))?.[0];
}

/**
 * Return whether a place's words name this number among several: «Ålesund og Haram (1508 og 1580): …».
 * @param {string} words @param {string} number
 */
export function numbered(words, number) {
  const several = /\((\d+(?: og \d+)+)\):/.exec(words)?.[1] ?? "";
  return several.split(" og ").includes(number.trim());
}

/** @param {string} text */
const fold = (text) => text.trim().toLocaleLowerCase("nb");
