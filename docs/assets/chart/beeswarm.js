// @ts-check
// Points of one row, heaped where their values are alike: how far each stands from the middle.

/** The middle of a row of the form «stripe», in px from its top. */
export const MIDDLE = 75;
const BINS = 110;
const STEP = 6;
const REACH = 60;

/** Return how far from the row's middle each value lies, so that equal ones lie side by side. @param {number[]} values */
export function heaped(values) {
  const [low, high] = values.reduce(
    ([a, b], one) => [Math.min(a, one), Math.max(b, one)],
    [Infinity, -Infinity],
  );
  const width = (high - low) / BINS || 1;
  /** @type {Map<number, number>} */
  const heap = new Map();
  const places = values.map((value) => {
    const bin = Math.round((value - low) / width);
    const place = heap.get(bin) ?? 0;
    heap.set(bin, place + 1);
    return place;
  });
  const step = Math.min(STEP, (2 * REACH) / Math.max(...heap.values(), 1));
  return places.map((place) => (place % 2 ? 1 : -1) * Math.ceil(place / 2) * step);
}
