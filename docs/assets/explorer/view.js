// @ts-check
// Chart and table of one state, put on the page and reused from change to change.
import "../chart/diagram.js";
import { inForm } from "../chart/forms.js";
import { legend } from "../chart/legend.js";
import { make } from "../shared/dom.js";
import { Grid } from "../shared/grid.js";
import { choose } from "./choose.js";
import { notPrinted, pickedSource, splitWords } from "./gaps.js";
import { levelWords } from "./levels.js";
import { inSentence } from "./pack.js";
import { panels } from "./panels.js";
import { chartOf } from "./series.js";
import { standardSort, tableOf } from "./table.js";
import {
  citation,
  description,
  licence,
  namer,
  remarks,
  source,
  subtitle,
  title,
  warnings,
} from "./words.js";

/** @import { Drawn } from "../chart/picture.js" */
/** @import { Chosen } from "./choose.js" */
/** @import { Pack } from "./pack.js" */
/** @import { Panel } from "./panels.js" */
/** @import { UnitSet } from "./sets.js" */
/** @import { State } from "./state.js" */
/** @import { TableRow } from "./table.js" */
/** @typedef {{drawn: Drawn[], table: import("./table.js").Table, tittel: string, merknader: string[], kilde: string, sitat: string, lisens: string, meldinger: string[], valg: import("./gaps.js").Notice[], standard: string, sort: string}} Made
 *   `standard` is what the table is sorted by where nothing is asked for, `sort` what it is sorted by. */

/** Return all that is shown of a state, before anything is drawn.
 * @param {Pack} pack @param {Map<string, UnitSet>} sets @param {State} state @returns {Made} */
export function madeOf(pack, sets, state) {
  const { serier, aar, meldinger } = choose(pack, sets, state);
  const parts = panels({ serier, aar, meldinger }, state.m);
  const whom = state.g.map((id) =>
    inSentence(sets.get(id)?.kort ?? pack.hvem.get(id)?.etikett ?? id),
  );
  const notes = [
    ...parts.flatMap((panel) => remarks(panel, namer(pack, panel.serier))),
    ...parts.flatMap(warnings),
    ...splitWords(pack, serier, aar),
    levelWords(pack, parts),
    ...purpose(pack, state.m),
    ...notPrinted(pack, serier, aar),
  ];
  const heading = title(pack, state.m, whom, aar);
  const table = tableOf(pack, serier, aar, parts[0]?.paired ? state.m : []);
  const standard = standardSort(serier, table);
  return {
    drawn: parts.map((panel) => drawing(pack, panel)),
    table,
    standard,
    sort: state.sort || standard,
    tittel: heading,
    merknader: [...new Set(notes.filter(Boolean))],
    kilde: source(pack, serier),
    sitat: citation(pack, serier, heading),
    lisens: licence(pack, serier),
    meldinger,
    valg: pickedSource(pack, state, serier),
  };
}

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
  const axis = (/** @type {Chosen | undefined} */ one) =>
    one ? `${pack.maal.get(one.maal)?.etikett}, ${one.enhet}` : "";
  const [xtittel, ytittel] = panel.paired ? units.map(axis) : ["", ""];
  return {
    ...inForm(panel.form, chartOf(pack, panel, name)),
    ord: {
      beskrivelse: [description(panel, name), ...remarks(panel, name)].join(" "),
      xtittel,
      ytittel,
    },
    undertittel: subtitle(pack, panel),
  };
}

export class View {
  /**
   * @param {{onsort: (sort: string) => void, onall: () => void, onfind: (finn: string) => void, onquiet: () => void, say: (words: string) => void, innebygd: boolean}} about
   */
  constructor({ innebygd, ...handlers }) {
    this.title = make(`${innebygd ? "h1" : "h2"}.utforsk__tittel`, { id: "utforsk-tittel" });
    this.charts = make("div.utforsk__figurer");
    this.notes = make("div.noter.utforsk__noter");
    /** @type {Grid<TableRow>} */
    this.grid = new Grid({
      ...handlers,
      felt: "utforsk-finn",
      ledetekst: "Finn i tabellen",
      tittel: "utforsk-tittel",
      kind: "utforsk-tabell tabell--aar",
      marks: ({ serie }) => ({ "data-serie": serie.nr }),
    });
    this.tablePart = make(
      "section.utforsk__tabell",
      {
        "aria-label": "Tabell",
        pointerover: (event) => this.lift(serieAt(event)),
        pointerleave: () => this.lift(null),
      },
      this.grid.element,
    );
    const parts = [this.title, this.charts, this.notes, this.tablePart];
    this.element = make("div.utforsk__visning", parts);
  }

  /** Put a state's rows in the table. @param {Made} made @param {State} state @param {TableRow[]} rows @param {number} most */
  list(made, state, rows, most) {
    const { standard, sort, tittel } = made;
    this.grid.show(made.table, rows, { ...state, standard, sort, tittel, most });
  }

  /** Put a state on the page; resolves when the charts are drawn. @param {Made} made @param {State} state */
  async show(made, state) {
    this.title.textContent = made.tittel;
    this.charts.hidden = state.vis === "tabell";
    this.tablePart.hidden = state.vis === "figur" || !made.table.rader.length;
    this.notes.replaceChildren(
      ...[...made.merknader, made.kilde].filter(Boolean).map((words) => make("p", words)),
    );
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
