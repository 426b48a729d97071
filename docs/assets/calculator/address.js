// @ts-check
// The address holds settings, never data: opened elsewhere it waits for a file with the same
// choices, and the sliders of «Hva om» stand as they did. That file may be next year's: so a column
// or sheet is there by its meaning («Regnskap *», the newest), and the year itself is not there.

/** @import { Store } from "./store.js" */
/** @import { Settings } from "./types.js" */

/**
 * What the core lets one choose and an address may hold, in its order, each with its label; the name
 * of a municipality is no secret.
 * @type {Record<string, string>}
 */
export const SETTINGS = {
  format: "Format",
  koding: "Tegnsett",
  skilletegn: "Skilletegn",
  desimaltegn: "Desimaltegn",
  belopsenhet: "Beløp i",
  fortegn: "Inntekter er",
  kolonne: "Kolonne",
  kontokolonne: "Kolonne med konto",
  funksjonskolonne: "Kolonne med funksjon",
  kontosiffer: "Sifre i kontoen",
  kilde: "Tallene er",
  ark: "Ark",
  fil: "Fil som teller",
  aar: "År",
  kommunenummer: "Kommunenummer",
  navn: "Navn",
  landsdel: "Landsdel",
  folkemengde: "Folkemengde",
  folkemengde_dato: "Dato",
  basis: "Grunnlag",
  kontoplan: "Kontoplan fra",
  skattearter: "Skattearter",
  folkegrenser: "Grenser",
  utvalg: "Utvalg",
  vis_rader: "vis_rader",
  bekreftet: "Bekreftet",
};
/** Settings of the file at hand only, whatever the kind of it. */
const OF_THE_FILE = ["aar", "fil"];
const NAMES = Object.keys(SETTINGS).filter((name) => !OF_THE_FILE.includes(name));
/** A column or sheet with its year, as an address had it once: it is asked for anew. */
const DATED = /^(?:kolonne|kontokolonne|funksjonskolonne|ark)=.*(?:19|20)[0-9]{2}/;
const PREFIX = "hva_";
const SLIDERS = ["inntekt", "utgifter", "rente", "fond"];

/** Returns the settings of an address. @param {string} query @returns {Record<string, string>} */
export function readChosen(query) {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    NAMES.map((name) => [name, given.get(name) ?? ""]).filter(
      ([name, value]) => value && !DATED.test(`${name}=${value}`),
    ),
  );
}

/** Returns the settings that may be another file's too. @param {Record<string, string>} chosen */
export const withoutFiles = (chosen) =>
  Object.fromEntries(Object.entries(chosen).filter(([name]) => !OF_THE_FILE.includes(name)));

/** Returns the query with other settings, the sliders kept. @param {string} query @param {Record<string, string>} chosen */
export function withChosen(query, chosen) {
  const sliders = [...new URLSearchParams(query)].filter(([name]) => name.startsWith(PREFIX));
  return asQuery([...NAMES.map((name) => [name, chosen[name] ?? ""]), ...sliders]);
}

/** Returns the sliders of an address. @param {string} query @returns {Settings} */
export function readSliders(query) {
  const given = new URLSearchParams(query);
  const set = SLIDERS.filter((id) => given.has(PREFIX + id));
  return {
    maate: given.get(`${PREFIX}maate`) === "tusen" ? "tusen" : "prosent",
    valg: Object.fromEntries(set.map((id) => [id, given.get(PREFIX + id) ?? ""])),
  };
}

/** Returns the query with other sliders; one that changes nothing is not there. @param {string} query @param {Settings} sliders */
export function withSliders(query, { maate, valg }) {
  const others = [...new URLSearchParams(query)].filter(([name]) => !name.startsWith(PREFIX));
  const set = SLIDERS.filter((id) => /[1-9]/.test(valg[id] ?? ""));
  return asQuery([
    ...others,
    [`${PREFIX}maate`, maate === "tusen" ? maate : ""],
    ...set.map((id) => [PREFIX + id, valg[id].replace("\u2212", "-")]),
  ]);
}

/** @param {string[][]} pairs Names and values; those without a value are left out. */
function asQuery(pairs) {
  const said = String(new URLSearchParams(pairs.filter(([, value]) => value)));
  return said && `?${said}`;
}

/** Puts another query in the address of the page. @param {string} query */
export const show = (query) =>
  history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);

/** Keeps the address in step with the settings. @param {Store} store */
export function bindAddress(store) {
  return store.listen(({ chosen, files }, changed) => {
    const forgotten = changed.has("files") && !files.length;
    if (changed.has("chosen") || forgotten)
      show(withChosen(forgotten ? "" : location.search, chosen));
  });
}
