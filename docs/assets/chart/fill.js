// @ts-check
// A form filled with rows, in the page's colours or a file's, and fitted to a width.

import { formOf } from "./forms.js";
import { alongside, broken, dodged, widest } from "./labels.js";
import { loadDrawing, loadForms } from "./vega.js";

/**
 * @typedef {import("./forms.js").Row} Row
 * @typedef {Partial<import("./forms.js").Rows> & {data: Row[]}} Rows
 * @typedef {{beskrivelse: string, xtittel?: string, ytittel?: string}} Words
 * @typedef {{form: string, rows: Rows, words: Words}} Filled
 */

const NARROW = 560;
const EDGE = 4;
const FIRST_TOP = 22;
const LINE = 15;
const LABEL_WIDTH = 120;
const MOST_LABEL = 0.36;

/**
 * Returns a view of the drawing as files want it: literal light colours, its own width.
 * @param {Filled} filled
 * @param {number} width
 */
export async function picture({ form, rows, words }, width) {
  const [vega, { former, palett }] = await loadDrawing();
  const literal = (/** @type {string} */ name) => palett[name] ?? name;
  const template = structuredClone(former[form]);
  const view = new vega.View(vega.parse(template, null, { ast: true }), {
    renderer: "none",
    expr: vega.interpreter,
  });
  settle(view, { form, rows: drawnBy(template, coloured(rows, literal)), words }, width);
  return view;
}

/** Returns the form as a whole specification with the rows in it. @param {Filled} filled @param {number} width */
export async function specification({ form, rows, words }, width) {
  const { former, palett } = await loadForms();
  const whole = structuredClone(former[form]);
  const literal = coloured(rows, (name) => palett[name] ?? name);
  for (const source of whole.data)
    if (source.name in literal) source.values = literal[/** @type {"data"} */ (source.name)];
  const values = signals(words, width);
  for (const signal of whole.signals) if (signal.name in values) signal.value = values[signal.name];
  return { ...whole, width };
}

/** Returns a template in the page's own colours. @param {any} template @param {Record<string, string>} palett */
export function inPage(template, palett) {
  const names = new Map(
    Object.entries(palett).map(([name, colour]) => [colour.toLowerCase(), `var(${name})`]),
  );
  return JSON.parse(
    JSON.stringify(template).replace(
      /#[0-9a-f]{6}/gi,
      (colour) => names.get(colour.toLowerCase()) ?? colour,
    ),
  );
}

/** Returns the rows that a template draws, in the page's own colours. @param {any} template @param {Rows} rows */
export const rowsInPage = (template, rows) =>
  drawnBy(
    template,
    coloured(rows, (name) => `var(${name})`),
  );

/** @param {any} template @param {Rows} rows @returns {Rows} */
function drawnBy({ data }, rows) {
  const sources = new Set(data.map((/** @type {{name: string}} */ one) => one.name));
  return /** @type {Rows} */ (
    Object.fromEntries(Object.entries(rows).filter(([name]) => sources.has(name)))
  );
}

/** @param {Rows} rows @param {(name: string) => string} colour @returns {Rows} */
function coloured(rows, colour) {
  const one = (/** @type {Row} */ row) => ({
    ...row,
    ...(row.farge ? { farge: colour(row.farge) } : {}),
    ...(row.fyll ? { fyll: colour(row.fyll) } : {}),
  });
  return /** @type {Rows} */ (
    Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(one)]))
  );
}

/** @param {Words} words @param {number} width @returns {Record<string, any>} */
function signals(words, width) {
  const narrow = width < NARROW;
  return {
    xtittel: words.xtittel ?? "",
    ytittel: words.ytittel ?? "",
    antallmerker: narrow ? 4 : 6,
    tittelbredde: width - 40,
  };
}

/**
 * Puts everything in and runs; labels that would meet are moved apart in a second run.
 * @param {any} view
 * @param {Filled} filled
 * @param {number} width
 * @returns {boolean} Whether the lines' names have no room at their ends, and so need a list.
 */
export function settle(view, { form, rows, words }, width) {
  const { across, ends = false, named = false } = formOf(form);
  const narrow = width < NARROW;
  const own = narrow ? broken(rows, LABEL_WIDTH) : rows;
  const apart = ends && (narrow || widest(own.etiketter ?? [], width) > width * MOST_LABEL);
  const labels = apart ? [] : (own.etiketter ?? []);
  const levels = (own.linjer ?? []).filter((one) => one.slag === "nivaa").length;
  const top = ends ? 10 : FIRST_TOP + LINE * Math.max(0, levels - 1);
  for (const [name, value] of Object.entries(signals(words, width))) view.signal(name, value);
  view.signal("nivaaord", !ends || apart);
  if (named) view.signal("y_step", stepOf(own.data));
  view.width(width).padding({ left: EDGE, right: EDGE, top, bottom: EDGE });
  for (const [name, list] of Object.entries({ ...own, etiketter: labels })) put(view, name, list);
  view.run();
  const moved = across ? dodged(view, labels, across, ends) : null;
  if (moved) put(view, "etiketter", moved).run();
  const upright = across && across !== "verdi"; // the levels' rules lie across the plot
  const freed = upright && view.signal("nivaaord") ? alongside(view, own, across, ends) : null;
  if (freed) put(view, "linjer", freed).run();
  return apart;
}

/** Vega writes in the rows it is given. @param {any} view @param {string} name @param {Row[]} rows */
const put = (view, name, rows) =>
  view.data(
    name,
    rows.map((row) => ({ ...row })),
  );

/** Returns the height of a row: room for the lines of its name. @param {Row[]} rows */
function stepOf(rows) {
  return 18 + 16 * Math.max(1, ...rows.map((row) => String(row.rad).split("\n").length));
}
