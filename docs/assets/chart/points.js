// @ts-check
// The marks of a drawing that a reader can choose, the place each stands in, and the ways between
// them: along a series with left and right, between series with up and down.

import { grouped } from "../shared/sorting.js";

const GAP = 10; // from a place to what is said of it, px
const STEPS = 8;

/** @typedef {{nr: number, serie: string, x: string, maal: string | undefined, tekst: string, tall: string, left: number, top: number, right: number, bottom: number}} Place */

/** A key that lifts the series of the chosen value, and no step. */
export const LIFT = "lift";

/** Returns the marks with a tooltip, in drawing order, in the drawing's own px; one for each value.
 * @param {any} view @returns {Place[]} */
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
  const { nr, serie, x, maal, tall } = datum;
  return {
    nr,
    serie,
    x: String(x),
    maal,
    tekst: String(tooltip),
    tall,
    left: bounds.x1 + dx,
    top: bounds.y1 + dy,
    right: bounds.x2 + dx,
    bottom: bounds.y2 + dy,
  };
}

/**
 * Returns the place nearest a spot; `null` if none is within reach.
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

/**
 * Returns where a key leads; `undefined` if it means nothing here.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">} event
 * @param {Place[]} places In drawing order.
 * @param {Place | null} now
 * @returns {Place | typeof LIFT | undefined}
 */
export function step(event, places, now) {
  if (event.ctrlKey || event.metaKey || event.altKey || !places.length) return undefined;
  const at = places.find((one) => one.nr === now?.nr);
  if (event.key === "Enter" || event.key === " ") return at && LIFT;
  const move = MOVES[event.key];
  if (!move) return undefined;
  return at ? move(places, at) : places[0];
}

/** @type {Record<string, (places: Place[], at: Place) => Place>} */
const MOVES = {
  ArrowRight: (places, at) => along(places, at, 1),
  ArrowLeft: (places, at) => along(places, at, -1),
  ArrowDown: (places, at) => across(places, at, 1),
  ArrowUp: (places, at) => across(places, at, -1),
  Home: (places, at) => ofSeries(places, at.serie)[0],
  End: (places, at) => /** @type {Place} */ (ofSeries(places, at.serie).at(-1)),
};

/** @param {Place[]} places @param {string} serie */
const ofSeries = (places, serie) => places.filter((one) => one.serie === serie);

/** The next value of the series; where a series has but one, the next series. @param {Place[]} places @param {Place} at @param {number} by */
function along(places, at, by) {
  const own = ofSeries(places, at.serie);
  return own.length > 1 ? next(own, at, by) : next(places, at, by);
}

/** The value of the next series at the same place along the axis, of the same measure. @param {Place[]} places @param {Place} at @param {number} by */
function across(places, at, by) {
  const series = [...new Set(places.map((one) => one.serie))];
  const to = series[(series.indexOf(at.serie) + by + series.length) % series.length];
  const own = ofSeries(places, to);
  const index = ofSeries(places, at.serie).indexOf(at);
  return (
    own.find((one) => one.x === at.x && one.maal === at.maal) ??
    own[Math.min(index, own.length - 1)]
  );
}

/** @param {Place[]} places @param {Place} at @param {number} by */
function next(places, at, by) {
  return places[Math.min(Math.max(places.indexOf(at) + by, 0), places.length - 1)];
}

/**
 * Returns what the other series have at a place along the axis, the highest first: «Kommunene 3,2».
 * @param {Place[]} places @param {Place} at
 */
export const others = (places, at) =>
  places
    .filter(({ nr, x, maal }) => nr !== at.nr && x === at.x && maal === at.maal)
    .toSorted((a, b) => a.top - b.top)
    .map(({ tekst, x, tall }) => `${tekst.split(`, ${x}`)[0]} ${tall}`);

/** @param {Place} place @returns {[number, number]} */
const middleOf = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];

/**
 * Returns where a box is to stand beside a place so that it covers least of what is drawn: above or
 * below, in the middle or to a side; never outside the sides of the drawing.
 * @param {Place[]} places @param {Place} at @param {{width: number, height: number}} box
 * @param {number} width The drawing's. @param {boolean} joined Whether lines lead from value to value.
 */
export function besideOf(places, at, box, width, joined) {
  const drawn = joined ? alongLines(places) : places.map(middleOf);
  const [x] = middleOf(at);
  const lefts = [x - box.width / 2, x + GAP, x - GAP - box.width];
  const tops = [at.top - GAP - box.height, at.bottom + GAP];
  const spots = tops.flatMap((top) =>
    lefts.map((left) => ({ top, left: Math.max(0, Math.min(left, width - box.width)) })),
  );
  const covered = (/** @type {{left: number, top: number}} */ { left, top }) =>
    drawn.filter(
      ([across, up]) =>
        across > left && across < left + box.width && up > top && up < top + box.height,
    ).length;
  return spots.reduce((best, one) => (covered(one) < covered(best) ? one : best));
}

/** Returns spots on the lines from value to value, close enough that none slips through a box. @param {Place[]} places */
function alongLines(places) {
  const steps = Array.from({ length: STEPS }, (_, n) => n / STEPS);
  return [...grouped(places, ({ serie, maal }) => `${serie}|${maal}`).values()].flatMap((own) =>
    own.flatMap((one, n) => {
      const [x, y] = middleOf(one);
      const [nextX, nextY] = middleOf(own[n + 1] ?? one);
      return steps.map((part) => [x + part * (nextX - x), y + part * (nextY - y)]);
    }),
  );
}
