// @ts-check
// What draws, fetched from the site itself when a chart is first to be drawn: what the forms use of Vega, with its
// interpreter, the forms (assets/former/former.json), and the typeface that words are measured in.

import { once } from "../shared/once.js";

/** @typedef {{palett: Record<string, string>, former: Record<string, any>}} Forms */

let tries = 0;

/** Returns Vega, with its interpreter as `interpreter`. A browser remembers an address that failed, so a new try has
 * another. @type {() => Promise<any>} */
export const loadVega = once(() => {
  const address = new URL("../vega/vega.js", import.meta.url);
  if (tries++) address.search = `${tries}`;
  return import(address.href);
});

/** Returns the forms and the palette. @type {() => Promise<Forms>} */
export const loadForms = once(async () => {
  const answer = await fetch(new URL("../former/former.json", import.meta.url));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
});

/** Returns what draws; at once when it has come, so that a chart is in the frame it belongs to.
 * @type {() => Promise<[any, Forms, unknown]>} */
export const loadDrawing = once(() => Promise.all([loadVega(), loadForms(), fonts()]));

/** Vega measures words; with another typeface than the picture's, things would move. */
function fonts() {
  return Promise.all(
    ["400", "600"].map((weight) => document.fonts.load(`${weight} 14px "Source Sans 3"`)),
  );
}
