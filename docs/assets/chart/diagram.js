// @ts-check
// A chart in the page: a still picture until it comes into view, then the same drawing alive.
// A reader who saves data keeps the picture until they ask for more: a press on a series, a search.

/** @typedef {import("./interactive_chart.js").Living} Living */

export class Diagram extends HTMLElement {
  /** @type {Promise<Living | null> | null} */
  #waking = null;
  #leave = new AbortController();

  connectedCallback() {
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    this.addEventListener("click", (event) => this.#pressed(event), { signal });
    this.addEventListener("change", (event) => this.#searched(event), { signal });
    this.addEventListener("focusin", (event) => this.#offered(event), { signal });
    if (!savesData()) this.#watch(signal);
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.#waking?.then((living) => living?.free());
    this.#waking = null;
  }

  /** @param {AbortSignal} signal */
  #watch(signal) {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.wake();
    });
    observer.observe(this);
    signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  }

  /** Bring the drawing to life, once; the picture stays if that fails. @returns {Promise<Living | null>} */
  wake() {
    const { signal } = this.#leave;
    this.#waking ??= import("./interactive_chart.js")
      .then(({ Living }) => Living.of(this, signal))
      .catch((error) => {
        if (!signal.aborted) console.warn("Figuren ble stående som bilde:", error);
        return null;
      });
    return this.#waking;
  }

  /** @param {MouseEvent} event */
  async #pressed(event) {
    const button = event.target instanceof Element && event.target.closest("[data-serie]");
    if (!(button instanceof HTMLButtonElement)) return;
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    (await this.wake())?.hide(this.#hidden());
  }

  #hidden() {
    const off = /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll('[data-serie][aria-pressed="false"]')
    );
    return [...off].map((button) => button.dataset.serie ?? "");
  }

  /** @param {Event} event */
  async #searched(event) {
    if (event.target instanceof HTMLInputElement && event.target.list)
      (await this.wake())?.find(event.target.value);
  }

  /** @param {FocusEvent} event */
  async #offered(event) {
    if (event.target instanceof HTMLInputElement && event.target.list)
      (await this.wake())?.offer(event.target.list);
  }
}

function savesData() {
  return /** @type {any} */ (navigator).connection?.saveData === true;
}
