// @ts-check
// What draws, fetched from the site itself when a chart is first to be drawn: Vega with its
// interpreter, the forms (assets/former/former.json), and the typeface that words are measured in.

import { once } from "../shared/once.js";

/** @typedef {{palett: Record<string, string>, former: Record<string, any>}} Forms */

const ASSETS = new URL("../", import.meta.url);

/** Returns Vega, with its interpreter as `interpreter`. @type {() => Promise<any>} */
export const loadVega = once(async () => {
  await script(new URL("vega/vega.min.js", ASSETS).href);
  // The interpreter takes its helpers from Vega itself, so it comes second.
  const { expressionInterpreter } = await import(new URL("vega/vega-interpreter.js", ASSETS).href);
  return { .../** @type {any} */ (globalThis).vega, interpreter: expressionInterpreter };
});

/** Returns the forms and the palette. @type {() => Promise<Forms>} */
export const loadForms = once(async () => {
  const answer = await fetch(new URL("former/former.json", ASSETS));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
});

/** Returns what draws; at once when it has come, so that a chart is in the frame it belongs to.
 * @type {() => Promise<[any, Forms, unknown]>} */
export const loadDrawing = once(() => Promise.all([loadVega(), loadForms(), fonts()]));

/** @param {string} address */
function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(new Error(`${address} kom ikke`));
    };
    document.head.append(element);
  });
}

/** Vega measures words; with another typeface than the picture's, things would move. */
function fonts() {
  return Promise.all(
    ["400", "600"].map((weight) => document.fonts.load(`${weight} 14px "Source Sans 3"`)),
  );
}
