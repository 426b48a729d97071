// @ts-check
// «Hva om …?»: sliders, and at once what the core says the indicators would be. Nothing of it is kept
// but the settings, in the address; every number shown is the core's.

import { Announcer } from "../shared/announcer.js";
import { make } from "../shared/dom.js";
import { FOUR } from "./one_unit.js";
import { Sliders } from "./what_if_sliders.js";
import { readSettings, writeSettings } from "./what_if_address.js";
import { Outcome } from "./what_if_outcome.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./types.js").Unit} Unit */
/** @typedef {import("./what_if_types.js").Answer} Answer */
/** @typedef {import("./what_if_types.js").Settings} Settings */
/** @typedef {(what: string, asked: object) => Promise<Answer | null>} Ask */

const QUIET = 900; // milliseconds without a change before the outcome is read out

/** @param {State} state @param {Session} session @returns {Part} */
export function whatIf({ result, unit }, session) {
  const one = result?.enheter[unit];
  if (!one || FOUR.every((id) => (one.indikatorer[id]?.belop ?? null) === null)) return null;
  const element = /** @type {HvaOm} */ (make("hva-om"));
  element.give(one, (what, asked) => session.ask(what, asked));
  return [make("h2", { id: "hva-om" }, "Hva om …?"), element];
}

class HvaOm extends HTMLElement {
  /** @type {unknown} */ #unit = null;
  /** @type {Ask} */ #ask = async () => null;
  /** @type {Settings} */ #settings = { maate: "prosent", valg: {} };
  /** @type {Answer | null} */ #answer = null;
  #sliders = new Sliders({
    moved: (id, value) => this.#move(id, value),
    settled: () => this.#settle(),
  });
  #outcome = new Outcome();
  /** @type {Announcer | null} */ #announcer = null;
  #way = make("div");
  #frame = 0;
  #timer = 0;
  #busy = false;
  #again = false;

  /** @param {Unit} unit @param {Ask} ask */
  give({ indikatorer, poster }, ask) {
    // Where the amounts came from is not asked for: sent again for each step it would cost time.
    const amounts = Object.entries(poster).map(([id, { belop }]) => [id, { belop }]);
    this.#unit = { indikatorer, poster: Object.fromEntries(amounts) };
    this.#ask = ask;
  }

  connectedCallback() {
    this.#settings = readSettings(location);
    this.replaceChildren(
      make(
        "p.hva-om__om",
        null,
        "Flytt på en størrelse, og se hva målene ville ha vært. Det er en utregning der alt annet holdes fast, ikke en prognose.",
      ),
      this.#way,
      this.#sliders.element,
      make(
        "p.knapperad",
        null,
        make(
          "button.knapp",
          { type: "button", id: "hva-nullstill", click: () => this.#reset() },
          "Nullstill",
        ),
      ),
      this.#outcome.element,
    );
    this.#announcer = new Announcer(this);
    this.#soon();
  }

  disconnectedCallback() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
  }

  /** @param {string} id @param {string} value */
  #move(id, value) {
    this.#settings = { ...this.#settings, valg: { ...this.#settings.valg, [id]: value } };
    this.#soon();
    this.#tellWhenQuiet();
  }

  #settle() {
    writeSettings(this.#settings);
  }

  #reset() {
    this.#settings = { ...this.#settings, valg: {} };
    this.#settle();
    this.#soon();
    this.#tellWhenQuiet();
  }

  /** @param {Settings["maate"]} maate */
  #turn(maate) {
    const same = this.#answer?.valg.map((one) => [one.id, one.omregnet ?? ""]) ?? [];
    this.#settings = { maate, valg: Object.fromEntries(same) };
    this.#settle();
    this.#soon();
  }

  /** One question a frame, and none before the last is answered. */
  #soon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#busy) this.#again = true;
      else this.#askNow();
    });
  }

  async #askNow() {
    this.#busy = true;
    const answer = await this.#ask("what_if_json", { enhet: this.#unit, ...this.#settings });
    this.#busy = false;
    if (!this.isConnected) return;
    if (answer) this.#take(answer);
    if (this.#again) this.#soon();
    this.#again = false;
  }

  /** @param {Answer} answer */
  #take(answer) {
    if (answer.maate !== this.#answer?.maate)
      this.#way.replaceChildren(way(answer.maate, (maate) => this.#turn(maate)));
    this.#answer = answer;
    this.classList.toggle("hva-om--uendret", !answer.endret);
    this.#sliders.show(answer);
    this.#outcome.show(answer);
  }

  #tellWhenQuiet() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      const { endret, setning, dekning } = this.#answer ?? {};
      this.#announcer?.say(endret ? `${setning} ${dekning}` : "Ingenting er endret.");
    }, QUIET);
  }
}

/** How changes are given. @param {Settings["maate"]} chosen @param {(maate: Settings["maate"]) => void} turn */
function way(chosen, turn) {
  const option = (/** @type {Settings["maate"]} */ value, /** @type {string} */ name) =>
    make(
      "label",
      null,
      make("input", {
        type: "radio",
        name: "hva-maate",
        value,
        checked: value === chosen,
        change: () => turn(value),
      }),
      name,
    );
  return make(
    "fieldset.hva-om__maate",
    null,
    make("legend", null, "Endringer i"),
    option("prosent", "prosent"),
    option("tusen", "tusen kroner"),
  );
}

if (!customElements.get("hva-om")) customElements.define("hva-om", HvaOm);
