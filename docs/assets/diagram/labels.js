// @ts-check
// Where words in a chart stand: how wide they are, and apart from each other.

/** @typedef {Record<string, any>} Row */

const FONT = '13px "Source Sans 3", "Sans reserve", sans-serif';
const LINE = 15;
const ROUNDS = 8;

/** @type {CanvasRenderingContext2D | null} */
let measure = null;

/** Return a text's width in px. @param {string} text */
export function widthOf(text) {
  measure ??= document.createElement("canvas").getContext("2d");
  if (!measure) return text.length * 7;
  measure.font = FONT;
  return measure.measureText(text).width;
}

/** Return the widest label's width, at most so much. @param {Row[]} labels @param {number} most */
export const widest = (labels, most) => Math.min(most, Math.max(0, ...labels.map((one) => widthOf(one.tekst))));

/**
 * Return labels moved so that none lies on another or outside; null where none has to move.
 * @param {any} view A view that has been run with the labels in place.
 * @param {Row[]} labels
 * @param {string} form
 * @returns {Row[] | null}
 */
export function dodged(view, labels, form) {
  if (form === "stolper" || form === "prikker") return null;
  const across = form === "stripe" ? "verdi" : form === "linje" ? "aar" : "x";
  const [x, y] = [view.scale("x"), view.scale("y")];
  const placed = labels
    .map((label) => inside({ label, x: x(label[across]), y: form === "stripe" ? y(label.rad) + label.plass : y(label.verdi), width: widthOf(label.tekst), dy: 0 }, form === "linje" ? Infinity : view.signal("width")))
    .toSorted((a, b) => a.y - b.y);
  for (let round = 0; round < ROUNDS && apart(placed); round += 1);
  const moved = placed.some((one) => one.dy !== 0 || !labels.includes(one.label));
  return moved ? placed.map(({ label, dy }) => ({ ...label, dy: label.dy + dy })) : null;
}

/** Return a label to the left of its point where there is no room to the right.
 * @param {{label: Row, x: number, y: number, width: number, dy: number}} one @param {number} end */
function inside(one, end) {
  if (one.x + one.label.dx + one.width <= end) return one;
  return { ...one, label: { ...one.label, dx: -one.label.dx }, x: one.x - one.width - 2 * one.label.dx };
}

/** Push neighbours that meet half the overlap each way; return whether any did.
 * @param {{x: number, y: number, width: number, dy: number}[]} placed */
function apart(placed) {
  let met = false;
  placed.forEach((one, place) => {
    for (const other of placed.slice(place + 1)) {
      const overlap = LINE - Math.abs(other.y + other.dy - (one.y + one.dy));
      const beside = one.x + one.width < other.x - 8 || other.x + other.width < one.x - 8;
      if (overlap < 0.5 || beside) continue;
      const way = other.y + other.dy >= one.y + one.dy ? 1 : -1;
      one.dy -= (way * overlap) / 2;
      other.dy += (way * overlap) / 2;
      met = true;
    }
  });
  return met;
}

/**
 * Return rows whose names of rows are broken into lines that are no wider.
 * @template {Record<string, Row[]>} T
 * @param {T} rows
 * @param {number} width
 * @returns {T}
 */
export function broken(rows, width) {
  const one = (/** @type {Row} */ row) => (row.rad ? { ...row, rad: lines(row.rad, width) } : row);
  return /** @type {T} */ (Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(one)])));
}

/** @param {string} text @param {number} width */
function lines(text, width) {
  /** @type {string[]} */
  const found = [];
  for (const word of text.split(" ")) {
    const longer = found.length > 0 ? `${found[found.length - 1]} ${word}` : word;
    if (found.length > 0 && widthOf(longer) <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found.join("\n");
}
