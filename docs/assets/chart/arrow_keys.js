// @ts-check
// The keyboard in a chart: along a series with left and right, between series with up and down.

/** @typedef {import("./points.js").Place} Place */

/**
 * Return where a key leads: a place, «løft» to bring the series forward, `undefined` if it means nothing here.
 * @param {KeyboardEvent} event
 * @param {Place[]} places In drawing order.
 * @param {Place | null} now
 * @returns {Place | "løft" | undefined}
 */
export function keys(event, places, now) {
  if (event.ctrlKey || event.metaKey || event.altKey || !places.length) return undefined;
  const at = places.find((one) => one.nr === now?.nr);
  if (event.key === "Enter" || event.key === " ") return at && "løft";
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

/** The next value of the series; where a series has but one, the next series. @param {Place[]} places @param {Place} at @param {number} step */
function along(places, at, step) {
  const own = ofSeries(places, at.serie);
  return own.length > 1 ? next(own, at, step) : next(places, at, step);
}

/** The value of the next series at the same place along the axis, of the same measure. @param {Place[]} places @param {Place} at @param {number} step */
function across(places, at, step) {
  const series = [...new Set(places.map((one) => one.serie))];
  const to = series[(series.indexOf(at.serie) + step + series.length) % series.length];
  const own = ofSeries(places, to);
  const index = ofSeries(places, at.serie).indexOf(at);
  return (
    own.find((one) => one.x === at.x && one.maal === at.maal) ??
    own[Math.min(index, own.length - 1)]
  );
}

/** @param {Place[]} places @param {Place} at @param {number} step */
function next(places, at, step) {
  return places[Math.min(Math.max(places.indexOf(at) + step, 0), places.length - 1)];
}
