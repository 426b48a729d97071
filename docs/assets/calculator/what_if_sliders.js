// @ts-check
// The sliders, each with a field to write on. They are made once and then only moved, so that a
// drag and the focus live through every answer.

import { make } from "../shared/dom.js";
import { decimalsOf, formatNumber, kroner } from "../shared/numbers.js";

/** @import { Slider, WhatIf } from "./types.js" */
/** @typedef {{ moved: (id: string, value: string) => void, settled: () => void }} Handlers */
/** @typedef {{ range: HTMLInputElement, field: HTMLInputElement, base: HTMLElement, effect: HTMLElement, note: HTMLElement }} Row */

const UNIT = { prosent: "prosent", tusen: "1000 kr" };

export class Sliders {
  element = make("div.hva-om__rader");
  /** @type {Map<string, Row>} */ #rows = new Map();
  #maate = "";
  #handlers;

  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** @param {WhatIf} answer */
  show({ maate, valg }) {
    if (maate !== this.#maate) this.#make(maate, valg);
    for (const one of valg) this.#move(one, maate);
  }

  /** @param {WhatIf["maate"]} maate @param {Slider[]} valg */
  #make(maate, valg) {
    this.#maate = maate;
    this.#rows.clear();
    this.element.replaceChildren(...valg.map((one) => this.#row(one, maate)));
  }

  /** @param {Slider} one @param {WhatIf["maate"]} maate */
  #row(one, maate) {
    const id = `hva-${one.id}`;
    const range = make("input", {
      id,
      type: "range",
      min: one.minst,
      max: one.storst,
      step: one.steg,
      value: one.verdi,
      "aria-describedby": `${id}-av ${id}-merknad`,
      input: () => this.#slid(one, maate),
      change: () => this.#handlers.settled(),
    });
    const field = make("input", {
      id: `${id}-tall`,
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-label": `${one.navn}, ${UNIT[maate]}`,
      "aria-describedby": `${id}-merknad`,
      input: () => this.#handlers.moved(one.id, field.value),
      change: () => this.#written(one.id, field.value),
    });
    const base = make("p.hva-om__av", { id: `${id}-av` });
    const effect = make("p.hva-om__virkning");
    const note = make("p.hva-om__merknad", { id: `${id}-merknad` });
    this.#rows.set(one.id, { range, field, base, effect, note });
    return make(
      "div.hva-om__rad",
      make("label.hva-om__navn", { for: id }, one.navn),
      base,
      range,
      make("p.hva-om__tall", field, make("span", UNIT[maate])),
      effect,
      note,
    );
  }

  /** Asked for once more when the field is left: then it is written as the core read it. @param {string} id @param {string} value */
  #written(id, value) {
    this.#handlers.moved(id, value);
    this.#handlers.settled();
  }

  /** @param {Slider} one @param {WhatIf["maate"]} maate */
  #slid(one, maate) {
    const { range, field } = /** @type {Row} */ (this.#rows.get(one.id));
    field.value = written(range.value, one);
    range.setAttribute("aria-valuetext", inWords(range.value, one, maate));
    this.#handlers.moved(one.id, range.value);
  }

  /** @param {Slider} one @param {WhatIf["maate"]} maate */
  #move(one, maate) {
    const { range, field, base, effect, note } = /** @type {Row} */ (this.#rows.get(one.id));
    const busy = document.activeElement;
    range.disabled = field.disabled = Boolean(one.mangler);
    if (busy !== range) range.value = one.verdi;
    const value = busy === range ? range.value : one.verdi;
    if (busy !== field) field.value = written(value, one);
    range.setAttribute("aria-valuetext", inWords(value, one, maate));
    const whole = one.grunnlag === null ? "" : `: ${kroner(one.grunnlag)}`;
    base.textContent = `${maate === "prosent" ? "av " : ""}${one.av}${whole}`;
    const change = kroner(one.belop, { plus: true });
    effect.textContent = one.mangler ? "" : change;
    note.textContent = one.mangler || one.merknad;
  }
}

/** @param {string} value @param {Slider} one */
function written(value, one) {
  return formatNumber(value, Math.max(decimalsOf(one.steg), decimalsOf(value)), { plus: true });
}

/** Returns a setting as it is said aloud. @param {string} value @param {Slider} one @param {WhatIf["maate"]} maate */
function inWords(value, one, maate) {
  if (!/[1-9]/.test(value)) return "uendret";
  const amount = `${formatNumber(value.replace("-", ""), decimalsOf(value))} ${UNIT[maate]}`;
  const [down, up] = one.id === "fond" ? ["settes av", "brukes"] : ["lavere", "høyere"];
  return `${amount} ${value.startsWith("-") ? down : up}`;
}
