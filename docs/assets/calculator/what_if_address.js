// @ts-check
// The sliders' settings in the address, beside the file's: what was chosen, never what it gave.

/** @typedef {import("./what_if_types.js").Settings} Settings */

const BEFORE = "hva_";
const IDS = ["inntekt", "utgifter", "rente", "fond"];

/** Returns the settings of an address. @param {Location | URL} place @returns {Settings} */
export function readSettings(place) {
  const given = new URLSearchParams(place.search);
  const valg = IDS.flatMap((id) =>
    given.has(BEFORE + id) ? [[id, given.get(BEFORE + id) ?? ""]] : [],
  );
  return {
    maate: given.get(`${BEFORE}maate`) === "tusen" ? "tusen" : "prosent",
    valg: Object.fromEntries(valg),
  };
}

/** Puts the settings in the address; what is not changed is not there. @param {Settings} settings */
export function writeSettings({ maate, valg }) {
  const said = new URLSearchParams(location.search);
  for (const name of [...said.keys()]) if (name.startsWith(BEFORE)) said.delete(name);
  const chosen = IDS.filter((id) => /[1-9]/.test(valg[id] ?? ""));
  if (maate === "tusen") said.set(`${BEFORE}maate`, maate);
  for (const id of chosen) said.set(BEFORE + id, valg[id].replace("\u2212", "-"));
  const query = String(said);
  history.replaceState(
    history.state,
    "",
    `${location.pathname}${query && `?${query}`}${location.hash}`,
  );
}

/** Returns the sliders' part of an address, for whoever writes the rest. @param {Location | URL} place */
export function slidersIn(place) {
  return [...new URLSearchParams(place.search)].filter(([name]) => name.startsWith(BEFORE));
}
