// @ts-check
// How far the machine's start, or a file, has come; and what to do when it failed.

import { make } from "../shared/dom.js";
import { size } from "../shared/numbers.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */

/** @param {State} state @param {Session} session @returns {Part} */
export function progress(state, session) {
  if (state.failure) return failed(state.failure, session);
  if (state.working) return working(state, session);
  if (state.ready)
    return make(
      "p.framdrift.framdrift--klar",
      null,
      "Klar. Alt regnes ut her på maskinen; filen sendes ingen steder.",
    );
  return make(
    "div.framdrift",
    null,
    ...bar(state.stage?.label ?? "Gjør klar regnemaskinen", state.stage),
  );
}

/** @param {State} state @param {Session} session */
function working(state, session) {
  const told = state.progress ?? (state.ready ? null : state.stage);
  const label = state.progress
    ? `Leser ${state.progress.name}`
    : (state.stage?.label ?? "Leser og regner");
  const stop = make(
    "button.knapp",
    { type: "button", id: "regn-avbryt", click: () => session.cancel() },
    "Avbryt",
  );
  return make("div.framdrift", null, ...bar(label, told), stop);
}

/** @param {string} label @param {{ done: number, total: number } | null} told */
function bar(label, told) {
  const known = told && told.total > 0;
  const far = known ? `${size(told.done)} av ${size(told.total)}` : "";
  return [
    make("span.framdrift__hva", null, `${label} …`),
    make("progress", {
      "aria-label": label,
      ...(known ? { value: told.done, max: told.total } : {}),
    }),
    make("span.framdrift__tall", null, far),
  ];
}

/** @param {NonNullable<State["failure"]>} failure @param {Session} session */
function failed(failure, session) {
  return make(
    "div.framdrift.framdrift--feil",
    null,
    make("p", null, make("strong", null, failure.message), " ", failure.remedy),
    make(
      "button.knapp",
      { type: "button", id: "regn-igjen", click: () => session.retry() },
      "Prøv igjen",
    ),
  );
}
