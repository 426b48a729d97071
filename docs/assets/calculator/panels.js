// @ts-check
// Numbers that open: each is a quiet button in its table, and what it is made of is shown in one
// panel under the table. One is open at a time; the focus goes in with it, and back when it closes.

import { make, redraw } from "../shared/dom.js";

/** @import { Part } from "../shared/dom.js" */
/** @typedef {{ title: string, parts: Part }} Contents */
/** @typedef {() => Contents | null | Promise<Contents | null>} Fetch */

export class Panels {
  /** @type {{ button: HTMLElement, place: HTMLElement } | null} */ #open = null;
  #run = 0;

  /** Returns the place under a table where its numbers open. @param {string} id */
  place(id) {
    const keydown = (/** @type {KeyboardEvent} */ event) => this.#key(event);
    return make("section.apnet", { id, hidden: true, "aria-labelledby": `${id}-navn`, keydown });
  }

  /**
   * Returns a number that opens in a place.
   * @param {string} words The number as it stands in the table.
   * @param {string} id The place's.
   * @param {Fetch} fetch What it opens to; null where that could not be had.
   */
  button(words, id, fetch) {
    /** @type {HTMLButtonElement} */
    const button = make(
      "button.tallknapp",
      {
        "aria-expanded": "false",
        "aria-controls": id,
        "aria-label": `${words}, vis utregningen`,
        click: () => this.#toggle(button, id, fetch),
        keydown: (event) => this.#open?.button === button && this.#key(event),
      },
      words,
    );
    return button;
  }

  /** Closes what is open, and goes back to its number. */
  close() {
    const was = this.#open;
    this.#shut();
    was?.button.focus();
  }

  /** Closes what is open in a place, since the table over it is drawn anew. @param {string} id */
  leave(id) {
    if (this.#open?.place.id === id) this.#shut();
  }

  /** @param {HTMLElement} button @param {string} id @param {Fetch} fetch */
  async #toggle(button, id, fetch) {
    const run = ++this.#run;
    if (this.#open?.button === button) return this.close();
    button.setAttribute("aria-busy", "true");
    const found = await fetch();
    button.removeAttribute("aria-busy");
    const place = document.getElementById(id);
    if (found && place && run === this.#run) this.#show(button, place, found);
  }

  /** @param {HTMLElement} button @param {HTMLElement} place @param {Contents} contents */
  #show(button, place, { title, parts }) {
    this.#shut();
    this.#open = { button, place };
    const heading = make("h4", { id: `${place.id}-navn`, tabindex: "-1" }, title);
    const shut = { click: () => this.close() };
    const top = make(
      "div.apnet__topp",
      heading,
      make("button.lenkeknapp.apnet__lukk", shut, "Lukk"),
    );
    redraw(place, top, parts);
    place.hidden = false;
    button.setAttribute("aria-expanded", "true");
    heading.focus();
  }

  #shut() {
    if (!this.#open) return;
    const { button, place } = this.#open;
    this.#open = null;
    button.setAttribute("aria-expanded", "false");
    place.hidden = true;
    redraw(place);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.close();
  }
}
