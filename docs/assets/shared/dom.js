// @ts-check
// Elements from words. Text is text: nothing that comes from a file is ever read as markup.

/** @typedef {Node | string | null | undefined | false | readonly Part[]} Part */
/** @typedef {HTMLElementTagNameMap} Tags */

/**
 * The element that a tag with classes after full stops makes.
 *
 * @template {string} What
 * @typedef {What extends keyof Tags ? Tags[What] : What extends `${infer Tag}.${string}` ? Tag extends keyof Tags ? Tags[Tag] : HTMLElement : HTMLElement} Made
 */

/** @typedef {{ [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void } & Record<string, unknown>} Properties */

/**
 * Returns an element: `make("p.liten", { id: "a" }, "Hei")`, or `make("p", "Hei")`. A property that
 * is a function listens; one that is false, null or undefined is left out; true stands alone. A
 * button sends no form.
 * @template {string} What
 * @param {What} what Tag, and classes after full stops.
 * @param {...(Part | Properties)} parts Properties first, where there are any.
 * @returns {Made<What>}
 */
export function make(what, ...parts) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  if (tag === "button") element.setAttribute("type", "button");
  const properties = isPlain(parts[0]) ? /** @type {Properties} */ (parts.shift()) : {};
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function")
      element.addEventListener(name, /** @type {EventListener} */ (value));
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...flat(/** @type {Part[]} */ (parts)));
  return /** @type {Made<What>} */ (element);
}

/** @param {unknown} one */
const isPlain = (one) =>
  typeof one === "object" && one !== null && Object.getPrototypeOf(one) === Object.prototype;

/** @param {readonly Part[]} parts @returns {(Node | string)[]} */
function flat(parts) {
  return /** @type {(Node | string)[]} */ (
    /** @type {any[]} */ (parts)
      .flat(Infinity)
      .filter((part) => part !== null && part !== undefined && part !== false)
  );
}

/** Puts new content in a place; what had the focus, and what was folded out, is so again.
 * @param {HTMLElement} place @param {...Part} parts */
export function redraw(place, ...parts) {
  const focused = place.contains(document.activeElement) ? document.activeElement?.id : "";
  const open = [...place.querySelectorAll("details[open][id]")].map((one) => one.id);
  place.replaceChildren(...flat(parts));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Returns the id that an address leads to; none where it is no text: «#%». @param {{ hash: string }} address */
export function anchorOf({ hash }) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** Returns text for screen readers alone. @param {string} text */
export const screenReaderOnly = (text) => make("span.skjult", text);

/** Returns a sign that screen readers skip. @param {string} kind Classes. @param {string} text */
export const sign = (kind, text) => make(`span${kind}`, { "aria-hidden": "true" }, text);

/** What stands in the cell of a number that is not there. */
export const MISSING = "..";

/** What stands at a number with a remark. */
export const SIGN = "†";

/** Returns the sign of a remark, and its words for screen readers; nothing for no remark. @param {string | undefined} remark */
export const remarkSign = (remark) =>
  remark ? [sign(".merke", SIGN), screenReaderOnly(` Merknad: ${remark}`)] : [];

/** Returns the cell of a number that is not there. @param {string} why */
export const missing = (why) => make("td.mangler", sign("", MISSING), screenReaderOnly(why));

/** Returns an ordinary button. @param {string} words @param {() => unknown} click @param {Properties} more */
export const button = (words, click, more = {}) => make("button.knapp", { ...more, click }, words);

/** Returns parts folded under their summary. @param {Part} summary @param {Properties} properties @param {...Part} parts */
export const fold = (summary, properties, ...parts) =>
  make("details.fold", properties, make("summary", summary), parts);
