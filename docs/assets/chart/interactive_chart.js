// @ts-check
// A chart alive: Vega's drawing in the still picture's place, and what a reader can do with it.

import { Announcer } from "../shared/announcer.js";
import { Interaction } from "./interaction.js";
import { fonts, names, specification, stageFor, wanted } from "./scene.js";
import { matching, numbered, sorted } from "./search.js";
import { loadVega } from "./vega.js";

/** Every chart that is alive now: a page that is left must leave none. @type {Set<Living>} */
export const alive = new Set();

export class Living {
  #kind = "";
  /** @type {string[]} */
  #hidden = [];
  #leave = new AbortController();

  /** @param {HTMLElement} element @param {AbortSignal} left */
  static async of(element, left) {
    const living = new Living(element);
    await living.#draw(left);
    if (left.aborted) living.free();
    return living;
  }

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.stage = stageFor(element);
    this.picture = /** @type {HTMLElement} */ (element.querySelector(".diagram__bilde"));
    this.announcer = new Announcer(element);
    this.interaction = new Interaction(this.stage, element, this.announcer);
    alive.add(this);
    this.#listen();
  }

  get view() {
    return this.interaction.view;
  }

  free() {
    this.#leave.abort();
    this.view?.finalize();
    this.interaction.free();
    this.announcer.free();
    this.stage.remove();
    this.picture.hidden = false;
    alive.delete(this);
  }

  #listen() {
    const { signal } = this.#leave;
    const watch = new ResizeObserver(
      () => this.view && this.#kind !== wanted(this.stage) && this.#draw(signal),
    );
    watch.observe(this.element);
    signal.addEventListener("abort", () => watch.disconnect(), { once: true });
  }

  /** Draw for the width there is now, and give the drawing the picture's place when it is whole. @param {AbortSignal} left */
  async #draw(left) {
    this.#kind = wanted(this.stage);
    const kind = this.#kind;
    const [vega, spec] = await Promise.all([
      loadVega(),
      specification(this.element, kind),
      fonts(),
    ]);
    if (left.aborted || kind !== this.#kind) return;
    const container = document.createElement("div");
    container.setAttribute("aria-hidden", "true"); // the stage has the words
    const view = new vega.View(vega.parse(spec, null, { ast: true }), {
      renderer: "svg",
      container,
      expr: vega.interpreter,
      hover: false,
      tooltip: () => {},
    });
    await view.signal("skjulte", this.#hidden).runAsync();
    if (left.aborted || kind !== this.#kind) return void view.finalize();
    this.#place(view, container, kind);
  }

  /** @param {any} view @param {HTMLElement} container @param {string} kind */
  #place(view, container, kind) {
    container.querySelector("svg")?.setAttribute("class", `tegning tegning--${kind}`);
    this.interaction.choose(null);
    this.view?.finalize();
    this.interaction.view = view;
    this.stage.querySelector("[aria-hidden]")?.remove();
    this.stage.prepend(container);
    this.stage.hidden = false;
    this.picture.hidden = true;
  }

  /** The places a reader can choose, as they stand. */
  get places() {
    return this.interaction.places;
  }

  /** Draw all series but these. @param {string[]} series */
  hide(series) {
    this.#hidden = series;
    this.interaction.choose(null);
    this.view?.signal("skjulte", series).runAsync();
  }

  /** Choose the series that a reader searched for, by its name or its number. @param {string} words */
  find(words) {
    const serie = matching(names(this.element), words);
    const place =
      this.places.find((one) => one.serie === serie || numbered(one.tekst, words)) ?? null;
    this.interaction.choose(place, { spoken: true });
    if (!place && words.trim()) this.announcer.say(`Fant ikke «${words.trim()}».`);
  }

  /** Fill the list of what can be searched for, in Norwegian order. @param {HTMLDataListElement} list */
  offer(list) {
    if (list.childElementCount) return;
    list.append(...sorted(names(this.element)).map((name) => new Option("", name)));
  }
}
