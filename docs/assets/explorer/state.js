// @ts-check
// What is chosen, and the address that says it. Ids are stable; what an address says that does not
// exist (any more) is left out and told, never an error.

/**
 * @typedef {{m: string[], g: string[], fra: number | null, til: number | null, bare: boolean, grunnlag: string, utvalg: string, kilde: string, beregning: string, vis: string, sort: string, finn: string}} State
 *   `fra` and `til` null: all years there are; `bare`: those two years, not the ones between.
 *   The four empty texts mean that the page picks; «alle» means all there are, side by side.
 */

export const ALL = "alle-som-finnes";
export const VIEWS = ["begge", "figur", "tabell"];
/** What tells apart series of the same measure and group. */
export const FILTERS = /** @type {const} */ (["grunnlag", "utvalg", "kilde", "beregning"]);
/** @typedef {typeof FILTERS[number]} Filter */
/** @typedef {{m: string[], g: string[]}} Start */

const MOST = 40;

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
  const parts = [
    ["m", state.m.join(",")],
    ["g", state.g.join(",")],
  ];
  if (state.fra !== null) parts.push(["aar", years(state)]);
  for (const name of [...FILTERS, "sort", "finn"]) {
    const value = state[/** @type {"sort"} */ (name)];
    if (value) parts.push([name, value]);
  }
  if (state.vis !== EMPTY.vis) parts.push(["vis", state.vis]);
  return `?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&")}`;
}

/** @param {State} state */
function years({ fra, til, bare }) {
  if (fra === til || til === null) return String(fra);
  return `${fra}${bare ? "," : "-"}${til}`;
}

/**
 * Return the state an address says, and a sentence for each thing in it that is not there.
 * @param {string} search The address' query, with its question mark.
 * @param {{start: Start, m: (id: string) => boolean, g: (id: string) => boolean, aar: number[], grunnlag: string[], utvalg: string[], kilde: string[], beregning: string[]}} known
 * @returns {{state: State, meldinger: string[]}}
 */
export function parse(search, known) {
  const asked = new URLSearchParams(search);
  /** @type {string[]} */
  const meldinger = [];
  const state = { ...EMPTY };
  state.m = list(asked, "m", known.m, known.start.m, "målet", meldinger);
  state.g = list(asked, "g", known.g, known.start.g, "gruppen eller kommunen", meldinger);
  readYears(asked.get("aar"), known.aar, state, meldinger);
  for (const name of FILTERS) {
    const value = asked.get(name) ?? "";
    if (value === "" || value === ALL || known[name].includes(value)) state[name] = value;
    else meldinger.push(`Adressen ber om ${name} «${value.slice(0, MOST)}», som ikke finnes her.`);
  }
  const view = asked.get("vis") ?? EMPTY.vis;
  if (VIEWS.includes(view)) state.vis = view;
  else meldinger.push(`Adressen ber om visningen «${view.slice(0, MOST)}», som ikke finnes her.`);
  state.sort = asked.get("sort") ?? "";
  state.finn = (asked.get("finn") ?? "").slice(0, MOST);
  return { state, meldinger };
}

/** @param {URLSearchParams} asked @param {"m" | "g"} name @param {(id: string) => boolean} known @param {string[]} start @param {string} what @param {string[]} meldinger */
function list(asked, name, known, start, what, meldinger) {
  const given = asked.get(name);
  if (given === null) return [...start];
  const ids = [
    ...new Set(
      given
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
  for (const id of ids)
    if (!known(id))
      meldinger.push(`Adressen ber om ${what} «${id.slice(0, MOST)}», som ikke finnes her.`);
  const found = ids.filter(known);
  if (found.length > 0 || ids.length === 0) return found;
  meldinger.push("Utvalget fra starten vises i stedet.");
  return [...start];
}

/** @param {string | null} text @param {number[]} known @param {State} state @param {string[]} meldinger */
function readYears(text, known, state, meldinger) {
  if (text === null || text === "") return;
  const found = /^(\d{4})(?:([-,])(\d{4}))?$/.exec(text);
  const [fra, til] = found
    ? [Number(found[1]), Number(found[3] ?? found[1])].toSorted((a, b) => a - b)
    : [0, 0];
  if (!found || !known.some((year) => year >= fra && year <= til)) {
    meldinger.push(
      `Adressen ber om årene «${text.slice(0, MOST)}», som ikke finnes her. Alle år vises.`,
    );
    return;
  }
  const [first, last] = [Math.min(...known), Math.max(...known)];
  state.fra = Math.max(fra, first);
  state.til = Math.min(til, last);
  state.bare = found[2] === "," && state.fra < state.til;
  if (state.fra !== fra || state.til !== til)
    meldinger.push(`Tallene går fra ${first} til ${last}.`);
}
