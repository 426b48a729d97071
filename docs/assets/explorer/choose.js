// @ts-check
// From what is chosen to the series that are shown. Where a choice is left to the page, the series
// with most values in the chosen years decides, the note's own before the accounts.
import { ALL, FILTERS } from "./state.js";
import { ACCOUNTS } from "./pack.js";
import { NO_CHOICE } from "./words.js";

/** @typedef {import("./pack.js").Series} Series */
/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./sets.js").UnitSet} UnitSet */
/** @typedef {Series & {nr: string, fraSett: boolean}} Chosen  `nr` is unique among what is shown. */
/** @typedef {{serier: Chosen[], aar: number[], meldinger: string[]}} Selection */

/**
 * Return the series to show, the years they have values in, and a sentence for each choice without values.
 * @param {Pack} pack
 * @param {Map<string, UnitSet>} sets
 * @param {State} state
 * @returns {Selection}
 */
export function choose(pack, sets, state) {
  const inside = yearTest(state);
  const wanted = entities(pack, sets, state.g);
  /** @type {string[]} */
  const meldinger = [];
  const likeUnits = [...wanted.keys()].some((id) => pack.hvem.get(id)?.slag !== "gruppe");
  const index = byWhom(pack.serier, new Set(state.m));
  const serier = state.m.flatMap((maal) =>
    [...wanted].flatMap(([hvem, fraSett]) => {
      const all = index.get(`${maal}|${hvem}`) ?? [];
      const found = filtered(all, state, inside, likeUnits);
      if (found.length === 0 && !fraSett) meldinger.push(absent(pack, maal, hvem, all));
      return found.map((one) => ({ ...one, nr: key(one), fraSett }));
    }),
  );
  const emptySets = state.g.filter((id) => sets.has(id) && !serier.some((one) => one.fraSett));
  if (emptySets.length > 0)
    meldinger.push("Det valgte målet finnes ikke for den enkelte kommune eller fylkeskommune.");
  const aar = [
    ...new Set(serier.flatMap((one) => [...one.verdier.keys()].filter(inside))),
  ].toSorted((a, b) => a - b);
  return { serier, aar, meldinger };
}

/** @param {Series} one */
export const key = (one) =>
  [one.maal, one.hvem, one.kilde, one.grunnlag, one.utvalg, one.beregning]
    .map((part) => part.replaceAll(" ", "_"))
    .join(".");

/** @param {State} state @returns {(year: number) => boolean} */
function yearTest({ fra, til, bare }) {
  if (fra === null || til === null) return () => true;
  return bare ? (year) => year === fra || year === til : (year) => year >= fra && year <= til;
}

/** @param {Pack} pack @param {Map<string, UnitSet>} sets @param {string[]} ids */
function entities(pack, sets, ids) {
  /** @type {Map<string, boolean>} */
  const found = new Map(ids.filter((id) => pack.hvem.has(id)).map((id) => [id, false]));
  for (const set of ids.map((id) => sets.get(id))) {
    if (!set) continue;
    for (const one of pack.hvem.values())
      if (set.holds(one) && !found.has(one.id)) found.set(one.id, true);
  }
  return found;
}

/** @param {Series[]} series @param {Set<string>} measures */
function byWhom(series, measures) {
  /** @type {Map<string, Series[]>} */
  const found = new Map();
  for (const one of series) {
    if (!measures.has(one.maal)) continue;
    const at = `${one.maal}|${one.hvem}`;
    const same = found.get(at);
    if (same) same.push(one);
    else found.set(at, [one]);
  }
  return found;
}

/** @param {Series[]} all @param {State} state @param {(year: number) => boolean} inside @param {boolean} likeUnits */
function filtered(all, state, inside, likeUnits) {
  const found = all.filter((one) => matches(one, state) && count(one, inside) > 0);
  // Beside single units, a group comes from where they come from.
  const same = likeUnits && state.kilde === "" ? found.filter((one) => one.kilde === ACCOUNTS) : [];
  const fits = same.length > 0 ? same : found;
  // What is to stand side by side is picked from one by one.
  return parted(
    fits,
    FILTERS.filter((name) => state[name] === ALL),
  ).flatMap((part) => bestOf(part, state, inside));
}

/** @param {Series[]} fits @param {import("./state.js").Filter[]} names */
function parted(fits, names) {
  /** @type {Map<string, Series[]>} */
  const found = new Map();
  for (const one of fits) {
    const at = names.map((name) => one[name]).join("|");
    found.set(at, [...(found.get(at) ?? []), one]);
  }
  return [...found.values()];
}

/** @param {Series[]} fits @param {State} state @param {(year: number) => boolean} inside */
function bestOf(fits, state, inside) {
  // The first of those with most values; the order is the note's, then the accounts'.
  const best = fits.reduce((a, b) => (count(b, inside) > count(a, inside) ? b : a));
  return fits.filter((one) =>
    FILTERS.every(
      (name) =>
        state[name] !== "" ||
        one[name] === best[name] ||
        (name === "beregning" && whole(one) && whole(best)),
    ),
  );
}

/** Return whether a figure is of the group as a whole: the note's are, and the weighted ones. @param {Series} one */
const whole = (one) => one.beregning === "" || one.beregning === "vektet";

/** @param {Series} one @param {State} state */
function matches(one, state) {
  return FILTERS.every((name) => {
    const wanted = state[name];
    if (wanted === "" || wanted === ALL || one[name] === wanted) return true;
    // A single unit is no selection and no mean; the note's figures are of their group as a whole.
    return one[name] === "" || NO_CHOICE.has(one[name]) || (name === "beregning" && one.kilde !== ACCOUNTS);
  });
}

/** @param {Series} one @param {(year: number) => boolean} inside */
const count = (one, inside) =>
  [...one.verdier].filter(([year, value]) => inside(year) && value.verdi !== "").length;

/** @param {Pack} pack @param {string} maal @param {string} hvem @param {Series[]} all */
function absent(pack, maal, hvem, all) {
  const [measure, who] = [
    pack.maal.get(maal)?.etikett ?? maal,
    pack.hvem.get(hvem)?.etikett ?? hvem,
  ];
  const reason = all.length > 0 ? " med valgene under «Flere valg» eller i disse årene" : "";
  return `${measure} finnes ikke for ${who}${reason}.`;
}
