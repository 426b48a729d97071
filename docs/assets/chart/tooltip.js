// @ts-check
// What a value is, in words beside it: stays while the pointer is on it, goes with Escape.

/** @typedef {import("./points.js").Place} Place */

const GAP = 10;

export class Tip {
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

  /** Show above the place, or below where there is no room; never outside the stage's sides. @param {Place} place @param {SVGSVGElement | null} svg */
  show(place, svg) {
    const stage = this.stage.getBoundingClientRect();
    const scale = (svg?.getBoundingClientRect().width ?? 1) / (svg?.viewBox.baseVal.width || 1);
    this.element.textContent = place.tekst;
    this.element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const middle = ((place.left + place.right) / 2) * scale;
    const above = place.top * scale - GAP - height;
    const below = place.bottom * scale + GAP;
    this.element.style.insetInlineStart = `${Math.max(0, Math.min(middle - width / 2, stage.width - width))}px`;
    this.element.style.insetBlockStart = `${above < -height / 2 ? below : above}px`;
  }
}
