// @ts-check
// From what is chosen to the series that are shown. Where a choice is left to the page, the series
// with most values in the chosen years decides, the note's own before the accounts.
import { ACCOUNTS, inSentence } from "./pack.js";
import { ALL, FILTERS, NO_CHOICE } from "./state.js";
import { grouped } from "../shared/sorting.js";
import { listed, small } from "../shared/words.js";

/** @import { Pack, Series } from "./pack.js" */
/** @import { UnitSet } from "./sets.js" */
/** @import { State } from "./state.js" */
/** @typedef {Series & {nr: string, fraSett: boolean}} Chosen  `nr` is unique among what is shown. */
/** @typedef {{serier: Chosen[], aar: number[], meldinger: string[]}} Selection */
/** @typedef {(year: number) => boolean} Inside Whether a year is among those chosen. */

/** Return the series to show, the years they have values in, and a sentence for each choice without values.
 * @param {Pack} pack @param {Map<string, UnitSet>} sets @param {State} state @returns {Selection} */
export function choose(pack, sets, state) {
  const inside = yearTest(state);
  const wanted = entities(pack, sets, state.g);
  /** @type {string[]} */
  const meldinger = [];
  const likeUnits = [...wanted.values()].some(Boolean);
  const asked = pack.serier.filter((one) => state.m.includes(one.maal));
  const index = grouped(asked, (one) => `${one.maal}|${one.hvem}`);
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
    meldinger.push(`Vi har ikke tall for ${named(pack, state.m)} i den enkelte kommune.`);
  const years = new Set(serier.flatMap((one) => [...one.verdier.keys()].filter(inside)));
  return {
    serier,
    aar: [...years].toSorted((a, b) => a - b),
    meldinger: [...new Set(meldinger)],
  };
}

/** @param {Series} one */
const key = (one) =>
  [one.maal, one.hvem, one.kilde, one.grunnlag, one.utvalg, one.beregning]
    .map((part) => part.replaceAll(" ", "_"))
    .join(".");

/** Return which years a state is about. @param {State} state @returns {Inside} */
export function yearTest({ fra, til, bare }) {
  if (fra === null || til === null) return () => true;
  return bare ? (year) => year === fra || year === til : (year) => year >= fra && year <= til;
}

/** Return who is chosen, and whether only as one of a set. @param {Pack} pack @param {Map<string, UnitSet>} sets @param {string[]} ids */
function entities(pack, sets, ids) {
  const found = new Map(ids.filter((id) => pack.hvem.has(id)).map((id) => [id, false]));
  for (const id of ids)
    for (const one of pack.hvem.values())
      if (sets.get(id)?.holds(one) && !found.has(one.id)) found.set(one.id, true);
  return found;
}

/** @param {Series[]} all @param {State} state @param {Inside} inside @param {boolean} likeUnits */
function filtered(all, state, inside, likeUnits) {
  const found = all.filter((one) => matches(one, state) && count(one, inside) > 0);
  // Beside each unit of a set, a group comes from where they come from.
  const same = likeUnits && state.kilde === "" ? found.filter((one) => one.kilde === ACCOUNTS) : [];
  const fits = same.length > 0 ? same : found;
  // What is to stand side by side is picked from one by one.
  const apart = FILTERS.filter((name) => state[name] === ALL);
  const parts = grouped(fits, (one) => apart.map((name) => one[name]).join("|"));
  return [...parts.values()].flatMap((part) => bestOf(part, state, inside));
}

/** @param {Series[]} fits @param {State} state @param {Inside} inside */
function bestOf(fits, state, inside) {
  // The first of those with most values; the order is the note's, then the accounts'.
  const best = fits.reduce((a, b) => (count(b, inside) > count(a, inside) ? b : a));
  const alike = (/** @type {Series} */ one, /** @type {typeof FILTERS[number]} */ name) =>
    one[name] === best[name] || (name === "beregning" && whole(one) && whole(best));
  return fits.filter((one) => FILTERS.every((name) => state[name] !== "" || alike(one, name)));
}

/** Return whether a figure is of the group as a whole: the note's are, and the weighted ones. @param {Series} one */
export const whole = (one) => one.beregning === "" || one.beregning === "vektet";

/** @param {Series} one @param {State} state */
function matches(one, state) {
  return FILTERS.every((name) => {
    const wanted = state[name];
    if (wanted === "" || wanted === ALL || one[name] === wanted) return true;
    // A single unit is no selection and no mean; the note's figures are of their group as a whole.
    return (
      one[name] === "" ||
      NO_CHOICE.has(one[name]) ||
      (name === "beregning" && one.kilde !== ACCOUNTS)
    );
  });
}

/** @param {Series} one @param {Inside} inside */
const count = (one, inside) =>
  [...one.verdier].filter(([year, value]) => inside(year) && value.verdi !== "").length;

/** Return that the site has no figures: whether there are any is another matter.
 * @param {Pack} pack @param {string} maal @param {string} hvem @param {Series[]} all */
function absent(pack, maal, hvem, all) {
  const { slag = "gruppe", etikett = hvem } = pack.hvem.get(hvem) ?? {};
  const reason = all.length > 0 ? " med valgene under «Flere valg» eller i disse årene" : "";
  const whom = all.length === 0 && slag !== "gruppe" ? `i den enkelte ${slag}` : "";
  return `Vi har ikke tall for ${named(pack, [maal])} ${whom || `for ${inSentence(etikett)}`}${reason}.`;
}

/** @param {Pack} pack @param {string[]} measures */
const named = (pack, measures) =>
  listed(measures.map((id) => small(pack.maal.get(id)?.etikett ?? id)));
