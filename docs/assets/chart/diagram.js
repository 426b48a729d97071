// @ts-check
// <tbu-diagram>: a chart in the page. One of the note's stands there as a still picture until it
// comes into view, and is then the same drawing alive; a reader who saves data keeps the picture
// until they ask for more. The explorer and the calculator give theirs to `draw`.

import { once } from "../shared/once.js";

/** @import { Drawing, LiveChart } from "./live.js" */

const FAILED = "Figuren ble ikke tegnet. Tallene står i teksten og tabellene.";

/** Returns what charts are drawn with, fetched once: later charts are then drawn at once, in the
 * frame that shows the page around them. */
export const loadLive = once(async () => {
  const live = await import("./live.js");
  await live.loadDrawing();
  return live;
});

/** Returns when all is fetched for charts that are fitted to their width. */
export const loadFitted = async () => (await loadLive()).loadFitting();

export class Diagram extends HTMLElement {
  /** @type {LiveChart | null} What draws here now. */
  live = null;
  /** @type {Drawing | null} */
  #drawing = null;
  /** @type {Promise<LiveChart | null> | null} */
  #waking = null;
  #leave = new AbortController();
  #sought = "";

  connectedCallback() {
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    this.addEventListener("click", (event) => this.#pressed(event), { signal });
    this.addEventListener("change", (event) => this.#searched(event), { signal });
    // WebKit takes Enter in a field with suggestions for no change.
    this.addEventListener("keydown", (event) => event.key === "Enter" && this.#searched(event), {
      signal,
    });
    this.addEventListener("focusin", (event) => this.#offered(event), { signal });
    if (this.#drawing) this.draw(this.#drawing).catch(() => this.#fail());
    else if (this.dataset.rader && !savesData()) this.#watch(signal);
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.live?.free();
    this.live = null;
    this.#waking = null;
  }

  /** Draw, when the element is in the page and for as long as it is. @param {Drawing} drawing */
  async draw(drawing) {
    const { signal } = this.#leave;
    this.#drawing = drawing;
    if (!this.isConnected) return;
    const { LiveChart } = await loadLive();
    if (signal.aborted || this.#drawing !== drawing) return;
    this.live ??= new LiveChart(this);
    await this.live.draw(drawing);
  }

  #fail() {
    const words = document.createElement("p");
    words.className = "noter";
    words.textContent = FAILED;
    this.replaceChildren(words);
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

  /** Replace the still picture by a live chart, once; it stays if that fails. @returns {Promise<LiveChart | null>} */
  wake() {
    const { signal } = this.#leave;
    this.#waking ??= this.#fetched()
      .then((drawing) => this.draw(drawing))
      .catch((error) => {
        if (!signal.aborted) console.warn("Figuren ble stående som bilde:", error);
      })
      .then(() => this.live);
    return this.#waking;
  }

  /** @returns {Promise<Drawing>} */
  async #fetched() {
    const answer = await fetch(this.dataset.rader ?? "");
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return answer.json();
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
  async #searched({ type, target }) {
    if (!(target instanceof HTMLInputElement && target.list)) return;
    // What Enter has found is not said again by the change that other browsers make of it.
    if (type === "change" && target.value === this.#sought) return;
    this.#sought = target.value;
    (await this.wake())?.find(target.value);
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

if (!customElements.get("tbu-diagram")) customElements.define("tbu-diagram", Diagram);
