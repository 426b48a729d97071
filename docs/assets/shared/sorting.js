// @ts-check
// Rows in the order asked, those that hold what is looked for, and values by what they share.

import { ORDER } from "./words.js";

/**
 * @typedef {{ id: string, navn: string, slag: "tekst" | "tall" }} Column
 * @typedef {{ tekst: string, tall: number | null, status?: string, merknad?: string, med?: string, mangler?: string, tillegg?: string }} Cell
 *   `tekst` is what is shown, empty for missing; `tall` what a number is sorted by; `tillegg` is
 *   found by search too; `merknad` is the number's remark, `med` whom it is of besides, `mangler` why it is missing.
 * @typedef {{ celler: Cell[] }} Row
 */

/** @template {Row} R @typedef {{ kolonner: Column[], rader: R[] }} Table */

/** Returns the rows as shown: those found, in the order asked.
 * @template {Row} R @param {Table<R>} table @param {string} sort @param {string} finn */
export const rowsShown = (table, sort, finn) =>
  filtered({ ...table, rader: sorted(table, sort) }, finn);

/**
 * Returns the rows in the order asked: «2024» upwards, «-2024» downwards, anything else as they came.
 * What is missing stands last either way; equal ones keep their order.
 * @template {Row} R @param {Table<R>} table @param {string} sort @returns {R[]}
 */
export function sorted({ kolonner, rader }, sort) {
  const down = sort.startsWith("-");
  const place = kolonner.findIndex((one) => one.id === sort.replace(/^-/, ""));
  if (place < 0) return rader;
  const numeric = kolonner[place].slag === "tall";
  return rader.toSorted((a, b) => compare(a.celler[place], b.celler[place], numeric, down));
}

/** @param {Cell} a @param {Cell} b @param {boolean} numeric @param {boolean} down */
function compare(a, b, numeric, down) {
  if ((a.tekst === "") !== (b.tekst === "")) return a.tekst === "" ? 1 : -1;
  const order = numeric ? Number(a.tall) - Number(b.tall) : ORDER.compare(a.tekst, b.tekst);
  return down ? -order : order;
}

/** Returns the rows that hold the text in a cell of words, whatever its case.
 * @template {Row} R @param {Table<R>} table @param {string} finn */
function filtered({ kolonner, rader }, finn) {
  const wanted = finn.trim().toLocaleLowerCase("nb");
  if (!wanted) return rader;
  const holds = (/** @type {Cell} */ { tillegg = "", tekst }) =>
    `${tillegg} ${tekst}`.toLocaleLowerCase("nb").includes(wanted);
  return rader.filter(({ celler }) =>
    celler.some((cell, place) => kolonner[place].slag === "tekst" && holds(cell)),
  );
}

/** Returns values by what they share, in the order first met. Browsers of 2023 lack Map.groupBy.
 * @template T, K @param {Iterable<T>} all @param {(one: T) => K} by @returns {Map<K, T[]>} */
export function grouped(all, by) {
  /** @type {Map<K, T[]>} */
  const found = new Map();
  for (const one of all) {
    const key = by(one);
    const own = found.get(key);
    if (own) own.push(one);
    else found.set(key, [one]);
  }
  return found;
}
