// @ts-check
// What a reader can do with a drawing: come to a value with pointer, finger or keyboard, hear and read
// what it is, and put the tooltip away with Escape without moving pointer or focus (WCAG 1.4.13).

import { make } from "../shared/dom.js";
import { LIFT, besideOf, nearest, others, pointsOf, step } from "./points.js";

/** @import { Place } from "./points.js" */

export const HINT =
  "Bruk piltastene for å gå fra tall til tall. Enter viser alle seriene likt, og løfter serien fram igjen.";
const NOTHING = "Ingen verdi er valgt.";
/** How near a value is chosen, px; on the way to what is said of one, only a value that is met. */
const REACH = { touch: 44, other: 24, onTheWay: 6 };

export class Interaction {
  /** @type {any} The view that stands there now. */
  view = null;
  /** Whether lines lead from value to value: then a year's other values are said too. */
  joined = false;
  /** @type {Place | null} */
  #chosen = null;
  #leave = new AbortController();

  /**
   * @param {HTMLElement} stage What holds the drawing; it takes the focus.
   * @param {HTMLElement} whole The chart: a press outside it clears the choice.
   * @param {import("../shared/announcer.js").Announcer} announcer
   */
  constructor(stage, whole, announcer) {
    this.stage = stage;
    this.announcer = announcer;
    this.tip = new Tip(stage);
    stage.tabIndex = 0;
    // A slider is a thing that screen readers hand the arrow keys to, and whose value they say.
    stage.setAttribute("role", "slider");
    stage.setAttribute("aria-roledescription", "diagram");
    stage.setAttribute("aria-valuemin", "0");
    this.tell();
    this.#listen(whole);
  }

  free() {
    this.#leave.abort();
    this.view = null;
  }

  /** @param {HTMLElement} whole */
  #listen(whole) {
    const { signal } = this.#leave;
    /** @type {(target: Node, type: string, act: (event: any) => void) => void} */
    const on = (target, type, act) => target.addEventListener(type, act, { signal });
    on(this.stage, "pointermove", (event) => this.#pointed(event));
    on(this.stage, "pointerdown", (event) => this.#pointed(event));
    on(this.stage, "pointerleave", (event) => event.pointerType !== "touch" && this.choose(null));
    on(this.stage, "keydown", (event) => this.#key(event));
    on(this.stage, "blur", () => this.choose(null));
    on(document, "keydown", ({ key }) => key === "Escape" && this.choose(null));
    on(document, "pointerdown", ({ target }) => !whole.contains(target) && this.choose(null));
  }

  /** The places a reader can choose, as they stand. */
  get places() {
    return this.view ? pointsOf(this.view) : [];
  }

  /** @param {PointerEvent} event */
  #pointed(event) {
    if (this.tip.holds(event.target)) return;
    const svg = this.stage.querySelector("svg");
    if (!svg || !this.view) return;
    const box = svg.getBoundingClientRect();
    const scale = box.width / (svg.viewBox.baseVal.width || box.width);
    const [x, y] = [(event.clientX - box.x) / scale, (event.clientY - box.y) / scale];
    const isTouch = event.pointerType === "touch";
    const isOnTheWay = !isTouch && this.#isOnTheWay(x, y, scale, box);
    const reach = isTouch ? REACH.touch : isOnTheWay ? REACH.onTheWay : REACH.other;
    const found = nearest(this.places, x, y, reach / scale);
    if (found || !isOnTheWay) this.choose(found);
  }

  /** Returns whether the pointer is between the value and what is said of it, where it may rest.
   * @param {number} x @param {number} y @param {number} scale @param {DOMRect} drawn */
  #isOnTheWay(x, y, scale, drawn) {
    if (!this.#chosen) return false;
    const { left, top, right, bottom } = this.tip.element.getBoundingClientRect();
    const place = this.#chosen;
    return (
      x >= Math.min(place.left, (left - drawn.x) / scale) &&
      x <= Math.max(place.right, (right - drawn.x) / scale) &&
      y >= Math.min(place.top, (top - drawn.y) / scale) &&
      y <= Math.max(place.bottom, (bottom - drawn.y) / scale)
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const to = step(event, this.places, this.#chosen);
    if (to === undefined) return;
    event.preventDefault();
    if (to === LIFT) this.#lift();
    else this.choose(to);
  }

  /** Tells which value is chosen, and of how many. */
  tell() {
    const { places } = this;
    const place = this.#chosen;
    const at = place ? places.findIndex(({ nr }) => nr === place.nr) + 1 : 0;
    this.stage.setAttribute("aria-valuemax", String(places.length));
    this.stage.setAttribute("aria-valuenow", String(at));
    this.stage.setAttribute("aria-valuetext", place?.tekst ?? NOTHING);
  }

  #lift() {
    const now = this.view.signal("valgt");
    const serie = this.#chosen && this.#chosen.serie !== now ? this.#chosen.serie : null;
    this.view.signal("valgt", serie).run();
    this.announcer.say(serie ? "Serien er løftet fram." : "Alle serier vises likt.");
  }

  /** Ring a value and show what it is; `null` clears the choice. @param {Place | null} place @param {{spoken?: boolean}} [how] */
  choose(place, { spoken = false } = {}) {
    if (!this.view || place?.nr === this.#chosen?.nr) return;
    const was = this.#chosen;
    this.#chosen = place;
    this.view.signal("punkt", place?.nr ?? null);
    if (!place || was?.serie !== place.serie) this.view.signal("valgt", place?.serie ?? null);
    this.view.runAsync();
    this.tell();
    if (place) this.tip.show(place, this.places, this.stage.querySelector("svg"), this.joined);
    else this.tip.hide();
    if (spoken && place) this.announcer.say(place.tekst);
  }
}

/** What a value is, in words beside it; the pointer may rest on it. */
class Tip {
  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    this.element = document.createElement("div");
    this.element.className = "diagram__tips";
    this.element.setAttribute("role", "tooltip");
    this.element.hidden = true;
    stage.append(this.element);
  }

  /** @param {EventTarget | null} target */
  holds(target) {
    return target instanceof Node && this.element.contains(target);
  }

  hide() {
    this.element.hidden = true;
  }

  /** Show beside the place, off the lines; never outside the stage's sides.
   * @param {Place} place @param {Place[]} all @param {SVGSVGElement | null} svg @param {boolean} joined */
  show(place, all, svg, joined) {
    const stage = this.stage.getBoundingClientRect();
    const scale = (svg?.getBoundingClientRect().width ?? 1) / (svg?.viewBox.baseVal.width || 1);
    const rest = joined ? others(all, place) : [];
    this.element.replaceChildren(
      make("p", place.tekst),
      ...(rest.length > 0 ? [make("ul", ...rest.map((one) => make("li", one)))] : []),
    );
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const box = { width: offsetWidth / scale, height: offsetHeight / scale };
    const { left, top } = besideOf(all, place, box, stage.width / scale, joined);
    this.element.style.insetInlineStart = `${left * scale}px`;
    this.element.style.insetBlockStart = `${top * scale}px`;
  }
}
