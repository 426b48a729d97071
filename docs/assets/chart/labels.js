// @ts-check
// Words in a chart: how wide they are, and on how many lines.

/** @typedef {Record<string, any>} Row */

const FONT = '13px "Source Sans 3", "Sans reserve", sans-serif';

/** @type {CanvasRenderingContext2D | null} */
let measure = null;

/** Return a text's width in px. @param {string} text @param {string} font */
export function widthOf(text, font = FONT) {
  measure ??= document.createElement("canvas").getContext("2d");
  if (!measure) return text.length * 7;
  measure.font = font;
  return measure.measureText(text).width;
}

/** Return the widest label's width, at most so much. @param {Row[]} labels @param {number} most */
export const widest = (labels, most) =>
  Math.min(most, Math.max(0, ...labels.map((one) => widthOf(one.tekst))));

/** Return rows whose names of rows are broken into lines that are no wider.
 * @template {Record<string, Row[]>} T @param {T} rows @param {number} width @returns {T} */
export function broken(rows, width) {
  const one = (/** @type {Row} */ row) =>
    row.rad ? { ...row, rad: lines(row.rad, width).join("\n") } : row;
  return /** @type {T} */ (
    Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(one)]))
  );
}

/** Return text broken into lines that are no wider. @param {string} text @param {number} width @param {string} font */
export function lines(text, width, font = FONT) {
  /** @type {string[]} */
  const found = [];
  for (const word of text.split(" ")) {
    const longer = `${found.at(-1)} ${word}`;
    if (found.length > 0 && widthOf(longer, font) <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}
