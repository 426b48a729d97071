// @ts-check
// What a screen reader is told, once for each thing that happens; progress is drawn, not read out.

import { say } from "../shared/announcer.js";
import { formatNumber } from "../shared/numbers.js";
import { countUnits } from "./result.js";

/** @typedef {import("./store.js").State} State */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Result} Result */

/** @param {number} count @param {string} one @param {string} several */
const counted = (count, one, several) =>
  `${formatNumber(String(count))} ${count === 1 ? one : several}`;

/** Returns what a result holds, in one sentence. @param {Result} result */
function summary(result) {
  const wrong = result.problemer.filter((one) => one.alvor !== "info").length;
  const found = counted(countUnits(result.enheter), "enhet", "enheter");
  return `Ferdig. ${found} funnet, ${wrong ? counted(wrong, "merknad", "merknader") : "ingen feil"}.`;
}

/** @param {State} state @param {Set<keyof State>} changed @returns {string | null} */
function news(state, changed) {
  if (changed.has("told") && state.told) return state.told;
  if (changed.has("failure") && state.failure)
    return `${state.failure.message} ${state.failure.remedy}`;
  if (changed.has("working") && state.working) return "Leser og regner.";
  if (changed.has("result") && state.result) return summary(state.result);
  if (changed.has("working")) return "Stoppet. Innstillingene er beholdt.";
  if (changed.has("files") && !state.files.length) return "Filene er glemt.";
  if (changed.has("ready") && state.ready && !state.result) return "Klar for en fil.";
  return null;
}

/** @param {HTMLElement} root @param {Store} store */
export function bindAnnouncer(root, store) {
  const place = /** @type {HTMLElement} */ (root.querySelector(".regn__kunngjoring"));
  return store.listen((state, changed) => {
    const said = news(state, changed);
    if (said !== null) say(place, said);
  });
}
