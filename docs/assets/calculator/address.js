// @ts-check
// The address holds the settings, never the data: opened elsewhere it waits for a file with the same choices.

import { slidersIn } from "./what_if_address.js";

/** @typedef {import("./store.js").Store} Store */

// What the core lets one choose and an address may hold; the name of a municipality is no secret.
const NAMES = [
  "format",
  "koding",
  "skilletegn",
  "desimaltegn",
  "belopsenhet",
  "fortegn",
  "kolonne",
  "ark",
  "aar",
  "kommunenummer",
  "navn",
  "landsdel",
  "folkemengde",
  "folkemengde_dato",
  "basis",
  "kontoplan",
  "skattearter",
  "folkegrenser",
  "utvalg",
  "vis_rader",
];

/** Returns the settings of an address. @param {Location | URL} place @returns {Record<string, string>} */
export function fromAddress(place) {
  const given = new URLSearchParams(place.search);
  return Object.fromEntries(
    NAMES.flatMap((name) => (given.get(name) ? [[name, given.get(name) ?? ""]] : [])),
  );
}

/**
 * Returns the query that says the settings.
 *
 * @param {Record<string, string>} chosen
 * @param {string[][]} [others] Names and values that stand there beside them.
 */
function toQuery(chosen, others = []) {
  const said = new URLSearchParams([
    ...NAMES.flatMap((name) => (chosen[name] ? [[name, chosen[name]]] : [])),
    ...others,
  ]);
  return String(said) && `?${said}`;
}

/** Keeps the address in step with the settings. @param {Store} store */
export function bindAddress(store) {
  return store.listen(({ chosen, files }, changed) => {
    if (!changed.has("chosen")) return;
    const forgotten = changed.has("files") && !files.length;
    const query = toQuery(chosen, forgotten ? [] : slidersIn(location));
    history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
  });
}
