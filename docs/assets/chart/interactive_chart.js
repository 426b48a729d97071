// @ts-check
// A chart alive: Vega's drawing in the still picture's place, and what a reader can do with it.

import { Announcer } from "../shared/announcer.js";
import { keys } from "./arrow_keys.js";
import { nearest, pointsOf } from "./points.js";
import { fonts, names, specification, stageFor, wanted } from "./scene.js";
import { matching, numbered, sorted } from "./search.js";
import { Tip } from "./tooltip.js";
import { loadVega } from "./vega.js";

/** @typedef {import("./points.js").Place} Place */

/** Every chart that is alive now: a page that is left must leave none. @type {Set<Living>} */
export const alive = new Set();

export class Living {
  /** @type {any} */
  view = null;
  /** @type {Place | null} */
  #chosen = null;
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
    this.tip = new Tip(this.stage);
    this.announcer = new Announcer(element);
    alive.add(this);
    this.#listen();
  }

  free() {
    this.#leave.abort();
    this.view?.finalize();
    this.view = null;
    this.announcer.free();
    this.stage.remove();
    this.picture.hidden = false;
    alive.delete(this);
  }

  #listen() {
    const { signal } = this.#leave;
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) =>
      this.stage.addEventListener(type, act, { signal });
    on("pointermove", (event) => this.#pointed(event));
    on("pointerdown", (event) => this.#pointed(event));
    on("pointerleave", (event) => event.pointerType !== "touch" && this.choose(null));
    on("keydown", (event) => this.#key(event));
    on("blur", () => this.choose(null));
    // What lies over other things can be put away without moving pointer or focus (WCAG 1.4.13).
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.choose(null), {
      signal,
    });
    document.addEventListener(
      "pointerdown",
      (event) =>
        event.target instanceof Node && !this.element.contains(event.target) && this.choose(null),
      { signal },
    );
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
    this.choose(null);
    this.view?.finalize();
    this.view = view;
    this.stage.querySelector("[aria-hidden]")?.remove();
    this.stage.prepend(container);
    this.stage.hidden = false;
    this.picture.hidden = true;
  }

  /** The places a reader can choose, as they stand. */
  get places() {
    return this.view ? pointsOf(this.view) : [];
  }

  /** @param {PointerEvent} event */
  #pointed(event) {
    if (this.tip.holds(event.target)) return;
    const box = this.stage.querySelector("svg")?.getBoundingClientRect();
    if (!box || !this.view) return;
    const scale = box.width / (this.stage.querySelector("svg")?.viewBox.baseVal.width || box.width);
    const reach = event.pointerType === "touch" ? 44 : 24;
    this.choose(
      nearest(
        this.places,
        (event.clientX - box.x) / scale,
        (event.clientY - box.y) / scale,
        reach / scale,
      ),
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = keys(event, this.places, this.#chosen);
    if (step === undefined) return;
    event.preventDefault();
    if (step === "løft") return this.#lift();
    this.choose(step, { spoken: true });
  }

  #lift() {
    const now = this.view.signal("valgt");
    const serie = this.#chosen && this.#chosen.serie !== now ? this.#chosen.serie : null;
    this.view.signal("valgt", serie).run();
    this.announcer.say(serie ? "Serien er løftet fram." : "Alle serier vises likt.");
  }

  /** Ring a value and tell what it is; `null` lets go. @param {Place | null} place @param {{spoken?: boolean}} [how] */
  choose(place, { spoken = false } = {}) {
    if (!this.view || place?.nr === this.#chosen?.nr) return;
    const was = this.#chosen;
    this.#chosen = place;
    this.view.signal("punkt", place?.nr ?? null);
    if (!place || was?.serie !== place.serie) this.view.signal("valgt", place?.serie ?? null);
    this.view.runAsync();
    if (place) this.tip.show(place, this.stage.querySelector("svg"));
    else this.tip.hide();
    if (spoken && place) this.announcer.say(place.tekst);
  }

  /** Draw all series but these. @param {string[]} series */
  hide(series) {
    this.#hidden = series;
    this.choose(null);
    this.view?.signal("skjulte", series).runAsync();
  }

  /** Choose the series that a reader searched for, by its name or its number. @param {string} words */
  find(words) {
    const serie = matching(names(this.element), words);
    const place =
      this.places.find((one) => one.serie === serie || numbered(one.tekst, words)) ?? null;
    this.choose(place, { spoken: true });
    if (!place && words.trim()) this.announcer.say(`Fant ikke «${words.trim()}».`);
  }

  /** Fill the list of what can be searched for, in Norwegian order. @param {HTMLDataListElement} list */
  offer(list) {
    if (list.childElementCount) return;
    list.append(...sorted(names(this.element)).map((name) => new Option("", name)));
  }
}
