// @ts-check
// Chart and table of one state, put on the page and reused from change to change.
import "../chart/diagram.js";
import { inForm } from "../chart/forms.js";
import { legend } from "../chart/legend.js";
import { make } from "../shared/dom.js";
import { Grid } from "../shared/grid.js";
import { choose } from "./choose.js";
import { levelWords } from "./levels.js";
import { panels } from "./panels.js";
import { chartOf } from "./series.js";
import { tableOf } from "./table.js";
import { description, namer, source, subtitle, title, warnings } from "./words.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./sets.js").UnitSet} UnitSet */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./panels.js").Panel} Panel */
/** @typedef {import("../chart/picture.js").Drawn} Drawn */
/** @typedef {import("./table.js").TableRow} TableRow */
/** @typedef {{drawn: Drawn[], table: import("./table.js").Table, tittel: string, merknader: string[], kilde: string, meldinger: string[]}} Made */

/**
 * Return all that is shown of a state, before anything is drawn.
 * @param {Pack} pack
 * @param {Map<string, UnitSet>} sets
 * @param {State} state
 * @returns {Made}
 */
export function madeOf(pack, sets, state) {
  const selection = choose(pack, sets, state);
  const parts = panels(selection, state.m);
  const paired = parts[0]?.paired;
  const whom = state.g.map((id) =>
    inSentence(sets.get(id)?.kort ?? pack.hvem.get(id)?.etikett ?? id),
  );
  const merknader = [
    ...new Set([
      ...parts.flatMap(warnings),
      levelWords(pack, selection.serier),
      ...purpose(pack, state.m),
    ]),
  ].filter(Boolean);
  return {
    drawn: parts.map((panel) => drawing(pack, panel)),
    table: tableOf(pack, selection.serier, selection.aar, paired ? state.m : []),
    tittel: title(pack, state.m, whom, selection.aar),
    merknader,
    kilde: source(pack, selection.serier),
    meldinger: selection.meldinger,
  };
}

/** Return a group's name as inside a sentence; names of places keep their capital. @param {string} name */
const inSentence = (name) =>
  /^(?:Kommun|Fylkeskommun|Alle |Landet )/.test(name)
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name;

/** @param {Pack} pack @param {string[]} measures */
function purpose(pack, measures) {
  return measures
    .map((id) => pack.maal.get(id))
    .flatMap((one) =>
      one?.ikke_ment_for && !one.anbefalt ? [`${one.etikett}: ${one.ikke_ment_for}`] : [],
    );
}

/** @param {Pack} pack @param {Panel} panel @returns {Drawn} */
function drawing(pack, panel) {
  const name = namer(pack, panel.serier);
  const units = panel.maal.map((id) => panel.serier.find((one) => one.maal === id));
  const axis = (/** @type {import("./choose.js").Chosen | undefined} */ one) =>
    one
      ? `${pack.maal.get(one.maal)?.etikett}, ${one.enhet}${one.grunnlag ? `, ${one.grunnlag}` : ""}`
      : "";
  const [xtittel, ytittel] = panel.paired ? units.map(axis) : ["", ""];
  return {
    ...inForm(panel.form, chartOf(pack, panel, name)),
    words: { beskrivelse: description(panel, name), xtittel, ytittel },
    undertittel: subtitle(pack, panel),
  };
}

export class View {
  /**
   * @param {{onsort: (sort: string) => void, onfind: (finn: string) => void, onquiet: () => void, say: (words: string) => void, innebygd: boolean}} about
   */
  constructor({ innebygd, ...told }) {
    this.title = make(`${innebygd ? "h1" : "h2"}.utforsk__tittel`, { id: "utforsk-tittel" });
    this.charts = make("div.utforsk__figurer");
    this.notes = make("div.noter.utforsk__noter");
    /** @type {Grid<TableRow>} */
    this.grid = new Grid({
      ...told,
      felt: "utforsk-finn",
      ledetekst: "Finn i tabellen",
      tittel: "utforsk-tittel",
      kind: "utforsk-tabell",
      marks: ({ serie }) => ({ "data-serie": serie.nr }),
    });
    this.tablePart = make(
      "section.utforsk__tabell",
      {
        "aria-label": "Tabell",
        pointerover: (/** @type {Event} */ event) => this.lift(serieAt(event)),
        pointerleave: () => this.lift(null),
      },
      this.grid.element,
    );
    this.element = make(
      "div.utforsk__visning",
      null,
      this.title,
      this.charts,
      this.notes,
      this.tablePart,
    );
  }

  /** Put a state on the page; resolves when the charts are drawn. @param {Made} made @param {State} state @param {TableRow[]} rows */
  async show(made, state, rows) {
    this.title.textContent = made.tittel;
    this.charts.hidden = state.vis === "tabell";
    this.tablePart.hidden = state.vis === "figur";
    this.notes.replaceChildren(
      ...[...made.merknader, made.kilde].filter(Boolean).map((words) => make("p", null, words)),
    );
    if (state.vis !== "figur") this.grid.show(made.table, rows, { ...state, tittel: made.tittel });
    await this.draw(state.vis === "tabell" ? [] : made.drawn);
  }

  /** @param {Drawn[]} drawn */
  async draw(drawn) {
    const figures = /** @type {HTMLElement[]} */ ([...this.charts.children]);
    for (const extra of figures.slice(drawn.length)) extra.remove();
    await Promise.all(
      drawn.map((one, place) => {
        const figure = figures[place] ?? this.figure();
        figure.children[0].textContent = one.undertittel;
        figure.children[1].replaceChildren(...legend(one.tegn, one.form));
        return diagramIn(figure).draw(one);
      }),
    );
  }

  figure() {
    const figure = make(
      "figure.utforsk__figur",
      null,
      make("figcaption.utforsk__undertittel"),
      make("ul.tegnforklaring"),
      make("tbu-diagram.utforsk__diagram"),
    );
    this.charts.append(figure);
    return figure;
  }

  /** @param {string | null} serie */
  lift(serie) {
    for (const figure of this.charts.children) diagramIn(figure).live?.lift(serie);
  }

  free() {
    this.grid.free();
    this.charts.replaceChildren();
  }
}

/** Return the series of the row that an event is in. @param {Event} event */
function serieAt({ target }) {
  const row = target instanceof Element ? target.closest("tr") : null;
  return row?.dataset.serie ?? null;
}

/** @param {Element} figure */
const diagramIn = (figure) =>
  /** @type {import("../chart/diagram.js").Diagram} */ (figure.lastElementChild);
