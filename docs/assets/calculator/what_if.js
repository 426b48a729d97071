// @ts-check
// «Hva om …?»: sliders, and at once what the core says the indicators would be. Nothing of it is kept
// but the settings, in the address; every number shown is the core's.

import { Announcer } from "../shared/announcer.js";
import { button, fold, make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { readSliders, show, withSliders } from "./address.js";
import { mainMeasures } from "./result.js";
import { column, framed, row } from "./table.js";
import { Sliders } from "./what_if_sliders.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Settings, WhatIf } from "./types.js" */
/** @typedef {(settings: Settings) => Promise<WhatIf | null>} Ask */

const QUIET = 900; // milliseconds without a change before the outcome is read out

/** @param {State} state @param {Session} session @returns {Part} */
export function whatIf({ result, names, unit }, session) {
  const one = result?.enheter[unit];
  if (!one || !names || mainMeasures(names).every((id) => one.indikatorer[id].belop === null))
    return null;
  const element = /** @type {HvaOm} */ (make("hva-om"));
  element.ask = ({ maate, valg }) => session.ask("what_if", { unit, way: maate, changes: valg });
  return [make("h2", { id: "hva-om" }, "Hva om …?"), element];
}

class HvaOm extends HTMLElement {
  /** @type {Ask} */ ask = async () => null;
  /** @type {Settings} */ #settings = { maate: "prosent", valg: {} };
  /** @type {WhatIf | null} */ #answer = null;
  #sliders = new Sliders({
    moved: (id, value) => this.#move({ ...this.#settings.valg, [id]: value }),
    settled: () => this.#settle(),
  });
  #outcome = new Outcome();
  /** @type {Announcer | null} */ #announcer = null;
  #way = make("div");
  #frame = 0;
  #timer = 0;
  #busy = false;
  #again = false;

  connectedCallback() {
    this.#settings = readSliders(location.search);
    const reset = () => {
      this.#move({});
      this.#settle();
    };
    this.replaceChildren(
      make(
        "p.hva-om__om",
        "Endre en størrelse og se hva målene blir. Alt annet holdes uendret. Dette er ingen prognose.",
      ),
      this.#way,
      this.#sliders.element,
      make("p.knapperad", button("Nullstill", reset, { id: "hva-nullstill" })),
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

  /** @param {Record<string, string>} valg */
  #move(valg) {
    this.#settings = { ...this.#settings, valg };
    this.#soon();
    this.#tellWhenQuiet();
  }

  #settle() {
    show(withSliders(location.search, this.#settings));
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
    const answer = await this.ask(this.#settings);
    this.#busy = false;
    if (!this.isConnected) return;
    if (answer) this.#take(answer);
    if (this.#again) this.#soon();
    this.#again = false;
  }

  /** @param {WhatIf} answer */
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
  const option = (/** @type {Settings["maate"]} */ value, /** @type {string} */ name) => {
    const change = () => turn(value);
    const checked = value === chosen;
    const radio = make("input", { type: "radio", name: "hva-maate", value, checked, change });
    return make("label", radio, name);
  };
  return make(
    "fieldset.hva-om__maate",
    make("legend", "Endringer i"),
    option("prosent", "prosent"),
    option("tusen", "1000 kr"),
  );
}

/** @type {["pst" | "belop", "foer" | "etter" | "endring", string][]} */
const COLUMNS = [
  ["pst", "foer", "nå"],
  ["pst", "etter", "etter"],
  ["pst", "endring", "endring, prosentpoeng"],
  ["belop", "foer", "nå"],
  ["belop", "etter", "etter"],
  ["belop", "endring", "endring"],
];

/** What the indicators were and would be: made once, then its cells are filled, so that it stays scrolled. */
class Outcome {
  element = make("div.hva-om__utfall");
  /** @type {HTMLElement[][]} */ #cells = [];
  #sentence = make("p.svar");

  /** @param {WhatIf} answer */
  show(answer) {
    if (!this.#cells.length) this.#make(answer);
    answer.indikatorer.forEach((one, at) => {
      COLUMNS.forEach(([part, when], place) => {
        this.#cells[at][place].textContent = written(one[when][part], part, when);
      });
    });
    this.#sentence.textContent = answer.endret ? answer.dekning : "Ingenting er endret ennå.";
  }

  /** @param {WhatIf} answer */
  #make({ indikatorer, forutsetninger }) {
    const name = "Målene nå og etter endringene";
    const over = { scope: "colgroup", colspan: 3 };
    const groups = ["Prosent av driftsinntektene", "1000 kr"];
    const head = [
      make("tr", make("td", { rowspan: 2 }), ...groups.map((words) => make("th", over, words))),
      make("tr", ...COLUMNS.map(([, , words]) => column(words))),
    ];
    this.#cells = indikatorer.map(() =>
      COLUMNS.map(([, when]) => make(`td${when === "etter" ? ".hva-om__etter" : ""}`)),
    );
    const rows = indikatorer.map(({ navn }, at) => row(navn, this.#cells[at]));
    const formulas = indikatorer.map(({ navn, formel }) => {
      return [make("dt", navn), make("dd", `= ${formel}`)];
    });
    this.element.replaceChildren(
      framed(name, head, make("tbody", rows), { name, kind: ".tabell--hva-om" }),
      this.#sentence,
      fold(
        "Slik er det regnet",
        { id: "hva-forutsetninger" },
        make("dl.hva-om__formler", formulas),
        make("ul", ...forutsetninger.map((one) => make("li", one))),
      ),
    );
  }
}

/** @param {string | null} value @param {"pst" | "belop"} part @param {string} when */
function written(value, part, when) {
  if (value === null) return "mangler";
  return formatNumber(value, part === "pst" ? 1 : 0, { plus: when === "endring" });
}

if (!customElements.get("hva-om")) customElements.define("hva-om", HvaOm);
