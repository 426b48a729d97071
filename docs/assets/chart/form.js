// @ts-check
// Charts with the reader's own rows: one of the site's forms (assets/former/former.json), reused
// while it stays the same. `draw` puts rows in, `free` lets go, `picture` gives files of it.
import { Announcer } from "../shared/announcer.js";
import { HINT, Interaction } from "./interaction.js";
import { alongside, broken, dodged, widest } from "./labels.js";
import { loadVega } from "./vega.js";
import { make } from "../shared/dom.js";

/**
 * @typedef {Record<string, any>} Row
 * @typedef {{data: Row[], segmenter?: Row[], linjer?: Row[], loddrett?: Row[], etiketter?: Row[]}} Rows
 * @typedef {{beskrivelse: string, xtittel?: string, ytittel?: string}} Words
 * @typedef {{palett: Record<string, string>, former: Record<string, any>}} Forms
 * @typedef {{view: any, form: string, rows: Rows, width: number, interaction: Interaction, watch: ResizeObserver}} Drawn
 */

const NARROW = 560;
const EDGE = 4;
const FIRST_TOP = 22;
const LINE = 15;
const LABEL_WIDTH = 120;
const MOST_LABEL = 0.36;

/** What each form draws from. @type {Record<string, string[]>} */
const SOURCES = {
  linje: ["data", "segmenter", "linjer", "etiketter"],
  stolper: ["data", "linjer", "etiketter"],
  prikker: ["data", "segmenter", "linjer", "etiketter"],
  punktsky: ["data", "segmenter", "linjer", "loddrett", "etiketter"],
  stripe: ["data", "linjer", "etiketter"],
};

/** @type {WeakMap<HTMLElement, Drawn>} */
const drawings = new WeakMap();
/** @type {Promise<Forms> | null} */
let forms = null;

/** Return the forms and the palette, fetched once. @returns {Promise<Forms>} */
export function loadForms() {
  forms ??= fetch(new URL("../former/former.json", import.meta.url))
    .then((answer) =>
      answer.ok ? answer.json() : Promise.reject(new Error(`former.json: ${answer.status}`)),
    )
    .catch((error) => {
      forms = null;
      throw error;
    });
  return forms;
}

/** Return what draws, fetched once: Vega, and the forms with the palette. @returns {Promise<[any, Forms]>} */
export const loadDrawing = () => Promise.all([loadVega(), loadForms()]);

/**
 * Draw rows in an element; a drawing of the same form that stands there already is reused.
 * @param {HTMLElement} element
 * @param {string} form
 * @param {Rows} rows Colours by name: «--kommunene».
 * @param {Words} words
 */
export async function draw(element, form, rows, words) {
  const [vega, { former, palett }] = await loadDrawing();
  if (!element.isConnected) return; // it was left while Vega was on its way
  let drawn = drawings.get(element);
  if (drawn?.form !== form) {
    free(element);
    drawn = opened(vega, element, form, inPage(former[form], palett));
  }
  drawn.rows = coloured(rows, (name) => `var(${name})`);
  drawn.interaction.choose(null);
  drawn.interaction.stage.setAttribute("aria-label", `${words.beskrivelse} ${HINT}`);
  named(element, settle(drawn.view, drawn.rows, words, form, drawn.width));
}

/** Say on the element whether the lines' names have no room at their ends, and so need a list.
 * @param {HTMLElement} element @param {boolean} apart */
function named(element, apart) {
  element.toggleAttribute("data-trenger-liste", apart);
}

/** Draw what is drawn in an element at another width, at once. @param {HTMLElement} element @param {number} width */
export function fit(element, width) {
  const own = drawings.get(element);
  if (!own) return;
  own.width = width;
  named(element, settle(own.view, own.rows, null, own.form, width));
}

/** Let go of what is drawn in an element. @param {HTMLElement} element */
export function free(element) {
  const drawn = drawings.get(element);
  if (!drawn) return;
  drawn.watch.disconnect();
  drawn.view.finalize();
  drawn.interaction.free();
  drawings.delete(element);
  element.replaceChildren();
}

/** Bring a series forward, or none. @param {HTMLElement} element @param {string | null} serie */
export function lift(element, serie) {
  drawings.get(element)?.view.signal("valgt", serie).run();
}

/** Return the view that draws in an element, for tests and benches. @param {HTMLElement} element */
export const viewOf = (element) => drawings.get(element)?.view;

/**
 * Return the drawing as files want it: literal light colours, its own width.
 * @param {string} form
 * @param {Rows} rows
 * @param {Words} words
 * @param {number} width
 */
export async function picture(form, rows, words, width) {
  const [vega, { former, palett }] = await loadDrawing();
  const literal = (/** @type {string} */ name) => palett[name] ?? name;
  const view = new vega.View(vega.parse(structuredClone(former[form]), null, { ast: true }), {
    renderer: "none",
    expr: vega.interpreter,
  });
  settle(view, coloured(rows, literal), words, form, width);
  return view;
}

/** Return what is drawn in an element as a whole specification; for benches. @param {HTMLElement} element */
export function wholeOf(element) {
  const drawn = drawings.get(element);
  return drawn && specification(drawn.form, drawn.rows, { beskrivelse: "" }, element.clientWidth);
}

/** Return the form as a whole specification with the rows in it. @param {string} form @param {Rows} rows @param {Words} words @param {number} width */
export async function specification(form, rows, words, width) {
  const { former, palett } = await loadForms();
  const whole = structuredClone(former[form]);
  const literal = coloured(rows, (name) => palett[name] ?? name);
  for (const source of whole.data)
    if (source.name in literal) source.values = literal[/** @type {"data"} */ (source.name)];
  const values = signals(words, width);
  for (const signal of whole.signals) if (signal.name in values) signal.value = values[signal.name];
  return { ...whole, width };
}

/** @param {any} vega @param {HTMLElement} element @param {string} form @param {any} template @returns {Drawn} */
function opened(vega, element, form, template) {
  const stage = make("div.diagram__levende");
  // Vega empties its container now and then, so the tooltip stands beside it and not in it.
  const container = make("div", { "aria-hidden": "true" }); // the stage has the words
  stage.append(container);
  element.append(stage);
  const view = new vega.View(vega.parse(template, null, { ast: true }), {
    renderer: "svg",
    container,
    expr: vega.interpreter,
    hover: false,
    tooltip: () => {},
  });
  const interaction = new Interaction(stage, element, new Announcer(element));
  interaction.view = view;
  // The width is kept, not asked for at each change: asking makes the browser lay the page out.
  const watch = new ResizeObserver(([{ contentRect }]) => {
    const own = drawings.get(element);
    if (own && Math.abs(own.width - contentRect.width) >= 1) fit(element, contentRect.width);
  });
  const drawn = { view, form, rows: { data: [] }, width: element.clientWidth, interaction, watch };
  drawings.set(element, drawn);
  watch.observe(element);
  return drawn;
}

/** Return a template in the page's own colours. @param {any} template @param {Record<string, string>} palett */
function inPage(template, palett) {
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

/** Put everything in and run; labels that would meet are moved apart in a second run.
 * @param {any} view @param {Rows} rows @param {Words | null} words @param {string} form @param {number} width */
function settle(view, rows, words, form, width) {
  const narrow = width < NARROW;
  const own = narrow ? broken(rows, LABEL_WIDTH) : rows;
  const apart =
    form === "linje" && (narrow || widest(own.etiketter ?? [], width) > width * MOST_LABEL);
  const labels = apart ? [] : (own.etiketter ?? []);
  const levels = (own.linjer ?? []).filter((one) => one.slag === "nivaa").length;
  const top = form === "linje" ? 10 : FIRST_TOP + LINE * Math.max(0, levels - 1);
  const values = words ? signals(words, width) : {};
  for (const [name, value] of Object.entries(values)) view.signal(name, value);
  view.signal("nivaaord", form !== "linje" || apart);
  if (/^(?:stolper|prikker)$/.test(form)) view.signal("y_step", stepOf(own.data));
  view.width(width).padding({ left: EDGE, right: EDGE, top, bottom: EDGE });
  for (const [name, list] of Object.entries({ ...own, etiketter: labels }))
    if (SOURCES[form.replace("-log", "")].includes(name))
      view.data(
        name,
        list.map((one) => ({ ...one })),
      );
  view.run();
  const moved = dodged(view, labels, form);
  if (moved) view.data("etiketter", moved).run();
  const freed =
    view.signal("nivaaord") && /^(?:linje|punktsky)/.test(form) ? alongside(view, own, form) : null;
  if (freed) view.data("linjer", freed).run();
  return apart;
}

/** Return the height of a row: room for the lines of its name. @param {Row[]} rows */
function stepOf(rows) {
  return 18 + 16 * Math.max(1, ...rows.map((row) => String(row.rad).split("\n").length));
}
