// @ts-check
// What goes on: how far a start or a file has come, what to do when it failed, the files that are
// in; and what is announced to a screen reader, once an event.

import { say } from "../shared/announcer.js";
import { button, make } from "../shared/dom.js";
import { counted, size } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { countUnits, unitsByYear } from "./result.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State, Store } from "./store.js" */
/** @import { Stage } from "../runtime/protocol.js" */
/** @typedef {Stage & { igjen?: string, erNytt?: boolean }} Timed `igjen`: how long it will take, where that is long; `erNytt` the first time. */

const SURE_AFTER = 2; // seconds of fetching
const LONG = 5; // seconds
const MEANWHILE = "Du kan velge filer imens.";

/** Adds how long is left to stages that fetch, by how fast the line has been. @param {(stage: Timed) => void} then */
export function withTimeLeft(then) {
  let [began, first, known] = [0, 0, false];
  return (/** @type {Stage} */ stage) => {
    const { done, total } = stage;
    const now = performance.now() / 1000;
    if (!began || done <= first) [began, first] = [now, done];
    const left = ((total - done) / (done - first)) * (now - began);
    if (stage.stage !== "fetch" || now - began < SURE_AFTER || !(left >= LONG)) return then(stage);
    then({ ...stage, igjen: `omtrent ${duration(left)} igjen`, erNytt: !known });
    known = true;
  };
}

/** @param {number} seconds */
const duration = (seconds) =>
  seconds > 90 ? `${Math.ceil(seconds / 60)} minutter` : `${Math.ceil(seconds / 10) * 10} sekunder`;

/** What is said where the browser keeps no files. */
export const NOT_REMEMBERED =
  "Nettleseren lagrer ingenting for dette nettstedet, kanskje fordi vinduet er privat. Filene er ikke lagret.";

/** @param {State} state @param {Session} session @returns {Part} */
export function progress(state, session) {
  if (state.failure)
    return make(
      "div.framdrift.framdrift--feil",
      make("p", make("strong", state.failure.message), " ", state.failure.remedy),
      button("Prøv igjen", () => session.retry(), { id: "regn-igjen" }),
    );
  const words = "Klar. Alt regnes ut her på maskinen; filen sendes ingen steder.";
  if (!state.working && state.ready)
    return make(
      "p.framdrift.framdrift--klar",
      words,
      state.result?.enheter.length ? toResult() : null,
    );
  const reading = state.working && state.progress;
  const far = reading || (state.working && state.ready ? null : state.stage);
  const label = reading
    ? `Leser ${reading.name}`
    : (state.stage?.label ?? (state.working ? "Leser og regner" : "Gjør klar regnemaskinen"));
  const known = far && far.total > 0;
  const left = far && "igjen" in far && far.igjen;
  return make(
    "div.framdrift",
    make("span.framdrift__hva", `${label} …`),
    make("progress", {
      "aria-label": label,
      ...(known ? { value: far.done, max: far.total } : {}),
    }),
    make("span.framdrift__tall", known && `${size(far.done)} av ${size(far.total)}`),
    left && make("span", `${capital(left)}. `, !state.working && MEANWHILE),
    state.working &&
      button(
        "Avbryt",
        then(() => session.cancel()),
        { id: "regn-avbryt" },
      ),
  );
}

/** The result may stand a screen below what it was asked for. */
const toResult = () => [
  " ",
  make(
    "button.lenkeknapp",
    { id: "regn-til-resultatet", click: () => document.getElementById("resultat")?.focus() },
    "Gå til resultatet",
  ),
];

/** @param {State} state @param {Session} session @returns {Part} */
export function files({ files: given }, session) {
  if (!given.length) return null;
  const names = given.map((one, at) => {
    const before = given.slice(0, at).filter(({ name }) => name === one.name).length;
    const number = before > 0 && ` (${before + 1})`; // as the core tells them apart
    return make("li", make("bdi", one.name, number), ` (${size(one.size)})`);
  });
  return make(
    "div.filliste",
    make("ul", { "aria-label": "Filer som er lest" }, names),
    button(
      "Fjern filene",
      then(() => session.clear()),
      { id: "regn-glem" },
    ),
  );
}

/** What a button does that goes by being pressed: the focus goes to what takes files. @param {() => void} act */
const then = (act) => () => {
  act();
  const fields = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("regn-selv input[type=file]")
  );
  [...fields].find((one) => one.checkVisibility())?.focus();
};

/** @param {State} state @param {Set<keyof State>} changed @returns {string | null} */
function news(state, changed) {
  const { message, failure, working, result, files, ready } = state;
  if (changed.has("message") && message) return message;
  if (changed.has("notRemembered") && state.notRemembered) return NOT_REMEMBERED;
  if (changed.has("failure") && failure) return `${failure.message} ${failure.remedy}`;
  if (changed.has("working") && working) return "Leser og regner.";
  if (state.stage?.erNytt && !working)
    return `${state.stage.label}: ${state.stage.igjen}. ${MEANWHILE}`;
  if (changed.has("result") && result) {
    const wrong = result.problemer.filter((one) => one.alvor !== "info").length;
    const count = countUnits(result.enheter);
    const found = count > 1 ? unitsByYear(result.enheter) : counted(count, "enhet", "enheter");
    if (result.sporsmal) return `Ferdig. ${found} funnet. ${result.sporsmal.tekst}`;
    return `Ferdig. ${found} funnet, ${wrong ? counted(wrong, "merknad", "merknader") : "ingen feil"}.`;
  }
  if (changed.has("working")) return "Stoppet. Innstillingene er beholdt.";
  if (changed.has("files") && !files.length) return "Filene er fjernet.";
  if (changed.has("ready") && ready && !result) return "Klar for en fil.";
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
