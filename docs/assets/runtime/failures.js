// @ts-check
// What is said when a stage fails: what went wrong, and what to do.

/** @import { Failure, Reason, StageName } from "./protocol.js" */

/** Megabytes of all files together: as much as the core takes of one. Larger ones are not even opened. */
export const MAX_MB = 400;

/** How a sentence begins. @type {Record<StageName, string>} */
const TRIED = {
  list: "Listen over filene til regnemaskinen kom ikke fram",
  fetch: "Regnemaskinen ble ikke hentet",
  start: "Regnemaskinen startet ikke",
  compute: "Utregningen stoppet",
};

/** @type {Record<Reason, [why: string, remedy: string]>} */
const REASONS = {
  missing: [
    "en fil mangler på nettstedet",
    "Last siden på nytt. Hjelper det ikke, er nettstedet lagt ut feil: meld fra til dem som driver det.",
  ],
  offline: ["nettstedet svarer ikke", "Sjekk nettforbindelsen, og prøv igjen."],
  not_wasm: [
    "det kom noe annet enn programmet, trolig en innloggings- eller feilside",
    "Se om nettverket krever innlogging, og prøv igjen.",
  ],
  damaged: [
    "en fil er avkortet eller endret på veien",
    "Prøv igjen. Hjelper det ikke, kan en brannmur eller et filter endre filer fra nettet.",
  ],
  timeout: ["det tok for lang tid", "Sjekk nettforbindelsen, og prøv igjen."],
  crashed: [
    "nettleseren stanset den, kanskje fordi minnet tok slutt",
    "Lukk andre faner, og prøv igjen. Er filen stor, del den i flere.",
  ],
  outdated: [
    "nettleseren er for gammel",
    "Oppdater den: Chrome og Edge 111, Firefox 115 og Safari 16.4 eller nyere kan regne. Alt annet på nettstedet virker.",
  ],
  too_large: [
    `filene er til sammen på mer enn ${MAX_MB} MB`,
    "Del dem opp, eller ta ut bare de radene du trenger.",
  ],
  broken: [
    "det oppsto en feil i regnemaskinen",
    "Prøv igjen. Hjelper det ikke, meld fra, men send aldri med filen.",
  ],
};

/** Returns what to tell of a stage that failed.
 * @param {StageName} stage @param {Reason} reason @param {string} [detail] @returns {Failure} */
export function failureOf(stage, reason, detail = "") {
  const [why, remedy] = REASONS[reason];
  return { stage, reason, message: `${TRIED[stage]}: ${why}.`, remedy, detail };
}

/** A failure as an error; `message` is the Norwegian sentence. */
export class CoreError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.name = "CoreError";
    this.failure = failure;
  }
}

/** The computation was cancelled by the reader: nothing to tell. */
export class Cancelled extends Error {
  constructor() {
    super("Avbrutt.");
    this.name = "Cancelled";
  }
}
