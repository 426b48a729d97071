// @ts-check
// Words in a chart: how wide they are, on how many lines, and clear of lines and points.

/** @typedef {Record<string, any>} Row */

const FONT = '13px "Source Sans 3", "Sans reserve", sans-serif';
const LEVEL_EDGE = 2;
const LEVEL_HEIGHT = 13;
const STEP = 4;
const RADIUS = 5;
const CLEAR = 4;

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

/**
 * Return the levels with their names moved along their rules to where the fewest lines and points are;
 * null where none has to move.
 * @param {any} view A view that has been run with the levels in place.
 * @param {{linjer?: Row[], data: Row[]}} rows
 * @param {string} across The field that places values across.
 * @param {boolean} joined Whether values of a series are joined by lines.
 * @returns {Row[] | null}
 */
export function alongside(view, { linjer = [], data }, across, joined) {
  const paths = pathsOf(view, data, across, joined);
  const end = view.signal("width") - LEVEL_EDGE;
  const moved = linjer.map((row) => {
    if (row.slag !== "nivaa") return row;
    const [width, bottom] = [widthOf(row.tekst), view.scale("y")(row.verdi) + row.dy];
    let [dx, fewest] = [0, Infinity];
    for (let left = LEVEL_EDGE; fewest > 0 && left + width <= end; left += STEP) {
      const sides = [left - CLEAR, left + width + CLEAR];
      const met = meetings(paths, sides, [bottom - LEVEL_HEIGHT, bottom]);
      if (met < fewest) [dx, fewest] = [left - LEVEL_EDGE, met];
    }
    return dx ? { ...row, dx } : row;
  });
  return moved.some((row, place) => row !== linjer[place]) ? moved : null;
}

/** Return where lines go, or points stand alone, from left to right. @param {any} view @param {Row[]} data @param {string} across @param {boolean} joined @returns {number[][][]} */
function pathsOf(view, data, across, joined) {
  const [x, y] = [view.scale("x"), view.scale("y")];
  const place = (/** @type {Row} */ row) => [x(row[across]), y(row.verdi)];
  if (!joined) return data.map((row) => [place(row)]);
  const series = [...new Set(data.map((row) => row.serie))];
  return series.map((one) =>
    data
      .filter((row) => row.serie === one)
      .map(place)
      .toSorted(([a], [b]) => a - b),
  );
}

/** Return how many points and lines come into a box. @param {number[][][]} paths @param {number[]} sides @param {number[]} ends */
function meetings(paths, [left, right], [top, bottom]) {
  let met = 0;
  for (const path of paths) {
    path.forEach(([x, y], place) => {
      if (x > left - RADIUS && x < right + RADIUS && y > top - RADIUS && y < bottom + RADIUS)
        met += 1;
      const [nextX, nextY] = path[place + 1] ?? [x, y];
      const [from, to] = [Math.max(x, left), Math.min(nextX, right)];
      if (to <= from) return;
      const at = (/** @type {number} */ where) => y + ((nextY - y) * (where - x)) / (nextX - x);
      if (Math.max(at(from), at(to)) > top && Math.min(at(from), at(to)) < bottom) met += 1;
    });
  }
  return met;
}

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
