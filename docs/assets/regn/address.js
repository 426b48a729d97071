// @ts-check
// The address holds the settings, never the data: opened elsewhere it waits for a file with the same choices.

/** @typedef {import("./store.js").Store} Store */

// What the core lets one choose and an address may hold; the name of a municipality is no secret.
const NAMES = [
  "format", "koding", "skilletegn", "desimaltegn", "belopsenhet", "fortegn", "kolonne", "ark", "aar",
  "kommunenummer", "navn", "landsdel", "folkemengde", "folkemengde_dato", "basis", "kontoplan",
  "skattearter", "folkegrenser", "utvalg", "vis_rader",
];

/** Returns the settings of an address. @param {Location | URL} place @returns {Record<string, string>} */
export function fromAddress(place) {
  const given = new URLSearchParams(place.search);
  return Object.fromEntries(NAMES.flatMap((name) => (given.get(name) ? [[name, given.get(name) ?? ""]] : [])));
}

/** Returns the query that says the settings. @param {Record<string, string>} chosen */
export function toQuery(chosen) {
  const said = new URLSearchParams(NAMES.flatMap((name) => (chosen[name] ? [[name, chosen[name]]] : [])));
  return String(said) && `?${said}`;
}

/** Keeps the address in step with the settings. @param {Store} store */
export function bindAddress(store) {
  return store.listen(({ chosen }, changed) => {
    if (changed.has("chosen")) history.replaceState(history.state, "", `${location.pathname}${toQuery(chosen)}${location.hash}`);
  });
}
