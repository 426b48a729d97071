// @ts-check
// Words for a screen reader, said once.

/** Say words in a live region. @param {HTMLElement} region @param {string} words */
export function say(region, words) {
  // The same words twice are no change, and would not be said.
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
}

export class Announcer {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.element = document.createElement("p");
    this.element.className = "skjult";
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite");
    parent.append(this.element);
  }

  /** @param {string} words */
  say(words) {
    say(this.element, words);
  }

  free() {
    this.element.remove();
  }
}
