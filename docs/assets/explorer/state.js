// @ts-check
// What is chosen, and the address that says it. Ids are stable; what an address says that does not
// exist (any more) is left out with a message, never an error.

import { listed } from "../shared/words.js";

/**
 * @typedef {{m: string[], g: string[], fra: number | null, til: number | null, bare: boolean, grunnlag: string, utvalg: string, kilde: string, beregning: string, vis: string, sort: string, finn: string}} State
 *   `fra` and `til` null: all years there are; `bare`: those two years, not the ones between.
 *   The four empty texts mean that the page picks; «alle» means all there are, side by side.
 */

export const ALL = "alle-som-finnes";
export const VIEWS = ["begge", "figur", "tabell"];
/** What distinguishes series of the same measure and group. */
export const FILTERS = /** @type {const} */ (["grunnlag", "utvalg", "kilde", "beregning"]);
/** What a value says where the choice has no meaning for it. @type {ReadonlySet<string>} */
export const NO_CHOICE = new Set(["ikke regnskap", "ikke relevant"]);
/** @typedef {typeof FILTERS[number]} Filter */
/** @typedef {{m: string[], g: string[]}} Start */

const MOST = 40;
/** Whole characters: half of one has no place in an address. @param {string} text */
const cut = (text) => [...text].slice(0, MOST).join("");

/** Nothing chosen; measures and groups to start from come with the numbers. @type {Readonly<State>} */
export const EMPTY = Object.freeze({
  m: [],
  g: [],
  fra: null,
  til: null,
  bare: false,
  grunnlag: "",
  utvalg: "",
  kilde: "",
  beregning: "",
  vis: "begge",
  sort: "",
  finn: "",
});

/**
 * Return the address' query for a state: short, every part readable, nothing that is as at the start
 * but the measures, groups and years, so that a link keeps its meaning.
 * @param {State} state
 */
export function query(state) {
  const parts = { m: state.m.join(","), g: state.g.join(",") };
  const { grunnlag, utvalg, kilde, beregning, sort, finn } = state;
  const aar = state.fra === null ? "" : years(state);
  const vis = state.vis === EMPTY.vis ? "" : state.vis;
  const rest = Object.entries({ aar, grunnlag, utvalg, kilde, beregning, sort, finn, vis });
  const given = [...Object.entries(parts), ...rest.filter(([, value]) => value)];
  return `?${given.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&")}`;
}

/** @param {State} state */
function years({ fra, til, bare }) {
  if (fra === til || til === null) return String(fra);
  return `${fra}${bare ? "," : "-"}${til}`;
}

/**
 * Return the state an address says, and a sentence of what in it is not there.
 * @param {string} search The address' query, with its question mark.
 * @param {{start: Start, m: (id: string) => boolean, g: (id: string) => boolean, deler: (id: string) => string[], aar: number[], grunnlag: string[], utvalg: string[], kilde: string[], beregning: string[]}} known
 * @returns {{state: State, meldinger: string[]}}
 */
export function parse(search, known) {
  const asked = new URLSearchParams(search);
  /** @type {string[]} */
  const refused = [];
  /** @type {string[]} */
  const meldinger = [];
  let standard = false;
  const refuse = (/** @type {string} */ value) => refused.push(`«${cut(value)}»`);
  /** @type {(name: "m" | "g") => string[]} */
  const list = (name) => {
    const words = asked.get(name)?.split(",") ?? known.start[name];
    // The number of a unit that was split stands for its parts.
    const parts = (/** @type {string} */ id) => (name === "g" ? known.deler(id) : [id]);
    const ids = [
      ...new Set(
        words
          .map((one) => one.trim())
          .filter(Boolean)
          .flatMap(parts),
      ),
    ];
    const found = ids.filter(known[name]);
    for (const id of ids) if (!found.includes(id)) refuse(id);
    if (found.length > 0 || ids.length === 0) return found;
    standard = true;
    return [...known.start[name]];
  };
  const state = { ...EMPTY, m: list("m"), g: list("g") };
  const span = asked.get("aar");
  if (span) {
    const found = readYears(span, known.aar);
    if (found) Object.assign(state, found.years);
    else refuse(span);
    if (found?.cut) meldinger.push(found.cut);
  }
  for (const name of FILTERS) {
    const value = asked.get(name) ?? "";
    if (value === "" || value === ALL || known[name].includes(value)) state[name] = value;
    else refuse(value);
  }
  const view = asked.get("vis") ?? EMPTY.vis;
  if (VIEWS.includes(view)) state.vis = view;
  else refuse(view);
  state.sort = asked.get("sort") ?? "";
  state.finn = cut(asked.get("finn") ?? "");
  if (refused.length) meldinger.unshift(unknown(refused, standard));
  return { state, meldinger };
}

/** Return one sentence of all that the address says and that is not there. @param {string[]} refused @param {boolean} standard Whether the start is shown instead. */
function unknown(refused, standard) {
  const what = refused.length === 1 ? "et valg" : "valg";
  const shown = standard ? " Viser standardvalget." : "";
  return `Lenken inneholder ${what} vi ikke kjenner (${listed(refused)}).${shown}`;
}

/** Return the years that text means among those known, and what is said where it means others too; null for none.
 * @param {string} text @param {number[]} known */
function readYears(text, known) {
  const [, one, sign, other = one] = /^(\d{4})(?:([-,])(\d{4}))?$/.exec(text) ?? [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const [low, high] = [Number(one), Number(other)].toSorted((a, b) => a - b);
  if (!known.some((year) => year >= low && year <= high)) return null;
  const [fra, til] = [Math.max(low, first), Math.min(high, last)];
  const cut = fra === low && til === high ? "" : `Tallene går fra ${first} til ${last}.`;
  return { years: { fra, til, bare: sign === "," && fra < til }, cut };
}
