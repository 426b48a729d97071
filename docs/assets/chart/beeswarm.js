// @ts-check
// Points of one row, side by side where their values are alike.

const BINS = 110;
const STEP = 6;
const REACH = 60;

/** Returns how far from the row's middle each value lies, in px. @param {number[]} values */
export function beeswarm(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const width = (high - low) / BINS || 1;
  /** @type {Map<number, number>} */
  const filled = new Map();
  const places = values.map((value) => {
    const bin = Math.round((value - low) / width);
    const place = filled.get(bin) ?? 0;
    filled.set(bin, place + 1);
    return place;
  });
  const step = Math.min(STEP, (2 * REACH) / Math.max(...filled.values(), 1));
  return places.map((place) => (place % 2 ? 1 : -1) * Math.ceil(place / 2) * step);
}
