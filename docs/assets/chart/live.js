// @ts-check
// A chart alive: Vega's drawing, in the still picture's place where there is one, fitted to the
// width there is, and what a reader can do with it.

import { Announcer } from "../shared/announcer.js";
import { make } from "../shared/dom.js";
import { inPage, rowsInPage, settle } from "./fill.js";
import { HINT, Interaction } from "./interaction.js";
import { matching, numbered, sorted } from "./search.js";
import { json, loadDrawing } from "./vega.js";

export { loadDrawing };

/** @typedef {import("./fill.js").Filled} Filled */
/** @typedef {Partial<Filled> & {vega?: Record<string, string | undefined>, papir?: number}} Drawing  `papir`: its width on paper, px, where that is another than on the screen. */

export class LiveChart {
  /** @type {Drawing} What is drawn now. */
  drawing = {};
  #opened = "";
  /** @type {any} */
  #template = null;
  #width = 0;
  /** @type {string[]} */
  #hidden = [];
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
    if (this.picture) this.picture.hidden = false;
  }

  #listen() {
    const { signal } = this.#leave;
    // The width is kept, not asked for at each change: asking makes the browser lay the page out.
    const watch = new ResizeObserver(([{ contentRect }]) => this.#fit(contentRect.width));
    watch.observe(this.element);
    signal.addEventListener("abort", () => watch.disconnect(), { once: true });
    const paper = () => this.drawing.papir && this.#fit(this.drawing.papir);
    addEventListener("beforeprint", paper, { signal });
    addEventListener("afterprint", () => this.#fit(this.element.clientWidth), { signal });
  }

  /** Draw, in the view there is where the form is the same. @param {Drawing} drawing */
  async draw(drawing) {
    this.drawing = drawing;
    this.#width ||= this.element.clientWidth;
    const { signal } = this.#leave;
    const opening = drawing.form ?? this.#kind();
    const [vega, { former, palett }] = await loadDrawing();
    const template = drawing.form
      ? inPage(former[drawing.form], palett)
      : await json(drawing.vega?.[opening] ?? "");
    if (signal.aborted || this.drawing !== drawing) return;
    if (opening !== this.#opened) this.#open(vega, template, opening);
    else this.#settle();
  }

  /** The style sheet says which of two drawings fits. */
  #kind() {
    return getComputedStyle(this.stage).getPropertyValue("--tegning").trim() || "bred";
  }

  /** Put a new drawing in the place of the one before, or the picture's, when it is whole.
   * @param {any} vega @param {any} template @param {string} opening */
  #open(vega, template, opening) {
    const container = make("div", { "aria-hidden": "true" }); // the stage has the words
    const view = new vega.View(vega.parse(template, null, { ast: true }), {
      renderer: "svg",
      container,
      expr: vega.interpreter,
      hover: false,
      tooltip: () => {},
    });
    this.interaction.choose(null);
    this.view?.finalize();
    this.interaction.view = view;
    [this.#opened, this.#template] = [opening, template];
    this.#settle();
    this.stage.querySelector("[aria-hidden]")?.remove();
    this.stage.prepend(container);
    this.stage.hidden = false;
    if (this.picture) this.picture.hidden = true;
    this.#name(); // of the picture in the page now
  }

  #settle() {
    this.interaction.choose(null);
    this.view.signal("skjulte", this.#hidden);
    const { form, rows, words } = this.drawing;
    if (!form || !rows || !words) return void this.view.run();
    const own = { form, rows: rowsInPage(this.#template, rows), words };
    // Where the lines' names have no room at their ends, a list is needed.
    this.element.toggleAttribute("data-trenger-liste", settle(this.view, own, this.#width));
    this.#name();
  }

  #name() {
    const said = (/** @type {string} */ attribute) => this.picture?.getAttribute(attribute) ?? "";
    const title = document.getElementById(said("aria-labelledby"))?.textContent;
    const words = this.drawing.words?.beskrivelse ?? `${title}.`;
    this.stage.setAttribute("aria-label", `${words} ${HINT}`);
    if (this.picture) this.stage.setAttribute("aria-describedby", said("aria-describedby"));
    if (!this.drawing.form)
      this.stage.querySelector("svg")?.setAttribute("class", `tegning tegning--${this.#opened}`);
  }

  /** @param {number} width */
  #fit(width) {
    if (!this.view || Math.abs(this.#width - width) < 1) return;
    this.#width = width;
    if (this.drawing.form) this.#settle();
    else if (this.#kind() !== this.#opened) this.draw(this.drawing);
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
  find(words) {
    const serie = matching(this.#names, words);
    const place =
      this.interaction.places.find((one) => one.serie === serie || numbered(one.tekst, words)) ??
      null;
    this.interaction.choose(place, { spoken: true });
    if (!place && words.trim()) this.announcer.say(`Fant ikke «${words.trim()}».`);
  }

  /** Fill the list of what can be searched for, in Norwegian order. @param {HTMLDataListElement} list */
  offer(list) {
    if (list.childElementCount) return;
    list.append(...sorted(this.#names).map((name) => new Option("", name)));
  }

  /** The names of the series: id → what readers see. @returns {Record<string, string>} */
  get #names() {
    return JSON.parse(this.element.dataset.serier ?? "{}");
  }
}
