// @ts-check
// A form filled with rows, in the page's colours or a file's, and fitted to a width.

import { formOf } from "./forms.js";
import { alongside, broken, widest } from "./labels.js";
import { loadDrawing, loadForms } from "./vega.js";

/**
 * @typedef {import("./forms.js").Row} Row
 * @typedef {Partial<import("./forms.js").Rows> & {data: Row[]}} Rows
 * @typedef {{beskrivelse: string, xtittel?: string, ytittel?: string}} Words
 * @typedef {{width: number, height: number, padding: Record<string, number>}} Paper A plot's size and the margins around it, px.
 * @typedef {{form: string, rader: Rows, ord: Words, flate?: Record<string, Paper>}} Filled
 *   `flate`: the paper of a picture's two drawings, «bred» and «smal»; without, the width decides.
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
export async function picture(filled, width) {
  const [vega, { former, palett }] = await loadDrawing();
  const template = structuredClone(former[filled.form]);
  const view = new vega.View(vega.parse(template, null, { ast: true }), {
    renderer: "none",
    expr: vega.interpreter,
  });
  const rader = coloured(filled.rader, (name) => palett[name] ?? name);
  settle(view, template, { ...filled, rader }, { width });
  return view;
}

/** Returns the form as a whole specification with the rows in it. @param {Filled} filled @param {number} width */
export async function specification({ form, rader, ord }, width) {
  const { former, palett } = await loadForms();
  const whole = structuredClone(former[form]);
  const literal = coloured(rader, (name) => palett[name] ?? name);
  for (const source of whole.data)
    if (source.name in literal) source.values = literal[/** @type {"data"} */ (source.name)];
  const values = signals(whole, rader, ord, width, width < NARROW);
  for (const signal of whole.signals) signal.value = values[signal.name] ?? signal.value;
  return { ...whole, width };
}

/** Returns a form's template in the page's own colours; with paper of its own, nothing is fitted.
 * @param {any} template @param {Record<string, string>} palett @param {boolean} fixed */
export function inPage(template, palett, fixed) {
  const names = new Map(
    Object.entries(palett).map(([name, colour]) => [colour.toLowerCase(), `var(${name})`]),
  );
  const own = JSON.stringify(template).replace(
    /#[0-9a-f]{6}/gi,
    (colour) => names.get(colour.toLowerCase()) ?? colour,
  );
  const whole = JSON.parse(own);
  return fixed ? { ...whole, autosize: { type: "none" } } : whole;
}

/** Returns rows in the page's own colours. @param {Rows} rows */
export const rowsInPage = (rows) => coloured(rows, (name) => `var(${name})`);

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

/** @param {any} template @param {Rows} rows @param {Words} words @param {number} width @param {boolean} narrow @returns {Record<string, any>} */
const signals = (template, rows, words, width, narrow) => ({
  smal: Number(narrow),
  xtittel: words.xtittel || null,
  ytittel: words.ytittel || null,
  antallmerker: narrow ? 4 : 6,
  tittelbredde: width - 40,
  ...stepOf(template, rows, narrow),
});

/** Returns the height of a row: room for the lines of its name. @param {any} template @param {Rows} rows @param {boolean} narrow */
function stepOf(template, { data }, narrow) {
  const step = template.signals.find((/** @type {any} */ one) => one.name === "y_step");
  const lines = data.map(({ rad }) => (narrow ? String(rad).split("\n").length : 1));
  return step && { y_step: Math.max(step.value, 18 + 16 * Math.max(1, ...lines)) };
}

/**
 * Puts everything in and runs; levels' names that would lie on lines are moved in a second run.
 * @param {any} view
 * @param {any} template
 * @param {Filled} filled
 * @param {{width: number, kind?: string}} room `kind` says which of two papers is drawn on.
 * @returns {boolean} Whether the lines' names have no room at their ends, and so need a list.
 */
export function settle(view, template, { form, rader, ord, flate }, { width, kind = "bred" }) {
  const paper = flate?.[kind];
  const narrow = paper ? kind === "smal" : width < NARROW;
  const rows = paper ? rader : broken(rader, LABEL_WIDTH);
  const { ends = false, across } = paper ? {} : formOf(form);
  const apart = ends && (narrow || widest(rows.etiketter ?? [], width) > width * MOST_LABEL);
  const full = paper ? paper.width + paper.padding.left + paper.padding.right : width;
  for (const [name, value] of Object.entries(signals(template, rows, ord, full, narrow)))
    view.signal(name, value);
  view.signal("nivaaord", !paper && (!ends || apart));
  for (const [name, list] of Object.entries(rows))
    put(view, name, name === "etiketter" && apart ? [] : list);
  // A form's own height follows the width, and would come back if the view's were set.
  view.signal("hoyde", paper?.height ?? 0);
  if (paper) view.width(paper.width).padding(paper.padding);
  else view.width(width).padding(margins(rows, ends));
  view.run();
  const freed = across && view.signal("nivaaord") ? alongside(view, rows, across, ends) : null;
  if (freed) put(view, "linjer", freed).run();
  return apart;
}

/** @param {Rows} rows @param {boolean} ends */
function margins({ linjer = [] }, ends) {
  const levels = linjer.filter(({ slag }) => slag === "nivaa").length;
  const top = ends ? 10 : FIRST_TOP + LINE * Math.max(0, levels - 1);
  return { left: EDGE, right: EDGE, top, bottom: EDGE };
}

/** Vega writes in the rows it is given. @param {any} view @param {string} name @param {Row[]} rows */
const put = (view, name, rows) =>
  view.data(
    name,
    rows.map((row) => ({ ...row })),
  );
