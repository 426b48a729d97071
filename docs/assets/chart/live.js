// @ts-check
// A chart alive: Vega's drawing, in the still picture's place where there is one, fitted to the
// width there is, and what a reader can do with it.

import { Announcer } from "../shared/announcer.js";
import { make } from "../shared/dom.js";
import { inPage, onPaper, rowsInPage } from "./fill.js";
import { HINT, Interaction } from "./interaction.js";
import { loadDrawing } from "./vega.js";

export { loadDrawing };

/** @type {typeof import("./fit.js") | null} */
let fitting = null;

/** Fetches what fits a drawing that has no paper of its own: later ones are then drawn at once. */
export async function loadFitting() {
  fitting ??= await import("./fit.js");
}

/** @import { Filled } from "./fill.js" */
/** @typedef {Filled & {papir?: number}} Drawing  `papir`: its width on paper, px, where that is another than on the screen. */

export class LiveChart {
  /** @type {Drawing | null} What is drawn now. */
  drawing = null;
  #opened = "";
  /** @type {any} */
  #template = null;
  /** @type {HTMLElement | null} */
  #container = null;
  #kind = "";
  #width = 0;
  /** @type {string[]} */
  #hidden = [];
  #paper = make("div.diagram__papir", { "aria-hidden": "true" });
  #leave = new AbortController();

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.picture = /** @type {HTMLElement | null} */ (element.querySelector(".diagram__bilde"));
    this.stage = make("div.diagram__levende", { hidden: true });
    if (this.picture) this.picture.after(this.stage);
    else element.append(this.stage);
    this.announcer = new Announcer(element);
    this.interaction = new Interaction(this.stage, element, this.announcer);
    this.#listen();
  }

  /** The view that draws. @returns {any} */
  get view() {
    return this.interaction.view;
  }

  free() {
    this.#leave.abort();
    this.view?.finalize();
    this.interaction.free();
    this.announcer.free();
    this.stage.remove();
    this.#paper.remove();
    if (this.picture) this.picture.hidden = false;
  }

  #listen() {
    const { signal } = this.#leave;
    // The width is kept, not asked for at each change: asking makes the browser lay the page out.
    const watch = new ResizeObserver(([{ contentRect }]) => this.#fit(contentRect.width));
    watch.observe(this.element);
    signal.addEventListener("abort", () => watch.disconnect(), { once: true });
  }

  /** Draw, in the view there is where the form is the same. @param {Drawing} drawing */
  async draw(drawing) {
    this.drawing = drawing;
    this.#width ||= this.element.clientWidth;
    const [vega, { former, palett }] = await loadDrawing();
    if (!drawing.flate && !fitting) await loadFitting();
    if (this.#leave.signal.aborted || this.drawing !== drawing) return;
    if (drawing.form === this.#opened) this.#settle(drawing);
    else this.#open(vega, inPage(former[drawing.form], palett, Boolean(drawing.flate)), drawing);
    if (drawing.papir) await this.#drawForPaper(drawing, drawing.papir);
  }

  /** Draws it once more as wide as it is on paper, where that is shown in its place: a browser that
   * prints waits for no drawing. @param {Drawing} drawing @param {number} width */
  async #drawForPaper(drawing, width) {
    const view = await fitting?.picture(drawing, width);
    if (this.#leave.signal.aborted || this.drawing !== drawing) return;
    this.#paper.replaceChildren();
    this.stage.after(this.#paper);
    view?.renderer("svg").initialize(this.#paper).run();
  }

  /** The style sheet says which of two drawings fits. */
  #wanted() {
    return getComputedStyle(this.stage).getPropertyValue("--tegning").trim() || "bred";
  }

  /** Put a new drawing in the place of the one before, or the picture's, when it is whole.
   * @param {any} vega @param {any} template @param {Drawing} drawing */
  #open(vega, template, drawing) {
    const container = make("div", { "aria-hidden": "true" }); // the stage has the words
    const view = new vega.View(vega.parse(template, null, { ast: true }), {
      renderer: "svg",
      expr: vega.interpreter,
      hover: false,
      tooltip: () => {},
    });
    this.interaction.choose(null);
    this.view?.finalize();
    this.interaction.view = view;
    this.interaction.joined = drawing.form === "linje";
    [this.#opened, this.#template, this.#container] = [drawing.form, template, container];
    this.#settle(drawing);
    view.initialize(container).run(); // not before there is a size
    this.#label(drawing);
    this.stage.querySelector("[aria-hidden]")?.remove();
    this.stage.prepend(container);
    this.stage.hidden = false;
    if (this.picture) this.picture.hidden = true;
  }

  /** @param {Drawing} drawing */
  #settle(drawing) {
    this.interaction.choose(null);
    this.view.signal("skjulte", this.#hidden);
    const own = { ...drawing, rader: rowsInPage(drawing.rader) };
    this.#kind = this.#wanted();
    const paper = drawing.flate?.[this.#kind];
    if (paper) onPaper(this.view, this.#template, own, paper, this.#kind === "smal");
    // Where the lines' names have no room at their ends, a list is needed.
    const apart = !paper && fitting?.fit(this.view, this.#template, own, this.#width);
    this.element.toggleAttribute("data-trenger-liste", Boolean(apart));
    this.interaction.tell();
    this.#label(drawing);
  }

  /** @param {Drawing} drawing */
  #label({ flate, ord }) {
    const svg = this.#container?.querySelector("svg");
    if (flate) svg?.setAttribute("class", `tegning tegning--${this.#kind}`);
    const said = (/** @type {string} */ attribute) => this.picture?.getAttribute(attribute) ?? "";
    const title = document.getElementById(said("aria-labelledby"))?.textContent;
    this.stage.setAttribute("aria-label", `${title ? `${title}.` : ord.beskrivelse} ${HINT}`);
    if (this.picture) this.stage.setAttribute("aria-describedby", said("aria-describedby"));
  }

  /** @param {number} width */
  #fit(width) {
    if (!this.view || Math.abs(this.#width - width) < 1) return;
    this.#width = width;
    // Drawn on paper of its own, the same picture is only shown larger or smaller.
    if (this.drawing && !(this.drawing.flate && this.#wanted() === this.#kind))
      this.#settle(this.drawing);
  }

  /** Bring a series forward, or none. @param {string | null} serie */
  lift(serie) {
    this.view?.signal("valgt", serie).run();
  }

  /** Draw all series but these. @param {string[]} series */
  hide(series) {
    this.#hidden = series;
    this.interaction.choose(null);
    this.view?.signal("skjulte", series).runAsync();
  }

  /** Choose the series that a reader searched for, by its name or its number. @param {string} words */
  async find(words) {
    const { matching, numbered } = await import("./search.js");
    const serie = matching(this.#names, words);
    const place =
      this.interaction.places.find((one) => one.serie === serie || numbered(one.tekst, words)) ??
      null;
    this.interaction.choose(place, { spoken: true });
    if (!place && words.trim()) this.announcer.say(`Fant ikke «${words.trim()}».`);
  }

  /** Fill the list of what can be searched for, in Norwegian order. @param {HTMLDataListElement} list */
  async offer(list) {
    const { sorted } = await import("./search.js");
    if (list.childElementCount) return;
    list.append(...sorted(this.#names).map((name) => new Option("", name)));
  }

  /** The names of the series: id → what readers see. @returns {Record<string, string>} */
  get #names() {
    return JSON.parse(this.element.dataset.serier ?? "{}");
  }
}
