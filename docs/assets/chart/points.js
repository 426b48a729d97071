// @ts-check
// The marks of a drawing that a reader can choose, with the place each stands in.

/** @typedef {{nr: number, serie: string, x: string, maal: string | undefined, tekst: string, left: number, top: number, right: number, bottom: number}} Place */

/**
 * Return the marks with a tooltip, in drawing order, in the drawing's own px; one for each value.
 * @param {any} view
 * @returns {Place[]}
 */
export function pointsOf(view) {
  const [dx, dy] = view.origin();
  const padding = view.padding();
  /** @type {Map<number, Place>} */
  const found = new Map();
  for (const place of walk(view.scenegraph().root, dx + padding.left, dy + padding.top)) {
    if (!found.has(place.nr)) found.set(place.nr, place);
  }
  return [...found.values()].sort((one, other) => one.nr - other.nr);
}

/** A hidden series' marks have no tooltip. @param {any} mark @param {number} dx @param {number} dy @returns {Generator<Place>} */
function* walk(mark, dx, dy) {
  for (const item of mark.items ?? []) {
    if (mark.marktype === "group") {
      for (const inner of item.items ?? [])
        yield* walk(inner, dx + (item.x ?? 0), dy + (item.y ?? 0));
    } else if (item.tooltip && item.datum) {
      yield place(item, dx, dy);
    }
  }
}

/** @param {any} item @param {number} dx @param {number} dy @returns {Place} */
function place({ datum, bounds, tooltip }, dx, dy) {
  const { nr, serie, x, aar, maal } = datum;
  return {
    nr,
    serie,
    x: String(x ?? aar),
    maal,
    tekst: String(tooltip),
    left: bounds.x1 + dx,
    top: bounds.y1 + dy,
    right: bounds.x2 + dx,
    bottom: bounds.y2 + dy,
  };
}

/**
 * Return the place nearest a spot; `null` if none is within reach.
 * @param {Place[]} places @param {number} x @param {number} y @param {number} reach
 */
export function nearest(places, x, y, reach) {
  let best = null;
  let least = reach;
  for (const one of places) {
    const distance = Math.hypot(outside(x, one.left, one.right), outside(y, one.top, one.bottom));
    const tie = distance === least && best && toMiddle(one, x, y) < toMiddle(best, x, y);
    if (distance < least || tie) [best, least] = [one, distance];
  }
  return best;
}

/** @param {number} at @param {number} from @param {number} to */
const outside = (at, from, to) => Math.max(from - at, 0, at - to);

/** @param {Place} place @param {number} x @param {number} y */
const toMiddle = (place, x, y) =>
  Math.hypot((place.left + place.right) / 2 - x, (place.top + place.bottom) / 2 - y);
