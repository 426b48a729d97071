// @ts-check
// Words for a screen reader, said once.

export class Announcer {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.element = document.createElement("p");
    this.element.className = "skjult";
    this.element.setAttribute("aria-live", "polite");
    parent.append(this.element);
  }

  /** @param {string} words */
  say(words) {
    // The same words twice are no change, and would not be said.
    this.element.textContent = this.element.textContent === words ? `${words}\u00a0` : words;
  }

  free() {
    this.element.remove();
  }
}
