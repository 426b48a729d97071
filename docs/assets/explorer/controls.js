// @ts-check
// What a reader chooses with: measures, groups, years, and more choices behind a fold.
import { make } from "../shared/dom.js";
import { Picker, alphabetical } from "./picker.js";
import { ALL, EMPTY, FILTERS } from "./state.js";
import { BASES, MEANS, SELECTIONS, capital, sourceName } from "./words.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./sets.js").UnitSet} UnitSet */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./picker.js").Option} Option */
/** @typedef {import("./state.js").Filter} Filter */
/** @typedef {Record<Filter, string[]> & {aar: number[]}} Known */

const PICK = "Det som passer best";
const EVERY = "Alle, side om side";
const LABELS = {
  grunnlag: "Grunnlag",
  utvalg: "Utvalg",
  kilde: "Kilde",
  beregning: "Snitt i endelige regnskap",
};

export class Controls {
  /**
   * @param {{pack: Pack, sets: Map<string, UnitSet>, known: Known, onchange: (change: Partial<State>) => void, say: (words: string) => void}} about
   */
  constructor({ pack, sets, known, onchange, say }) {
    this.pack = pack;
    this.measures = new Picker({
      navn: "Mål",
      hjelp: "Søk etter mål",
      valg: measureOptions(pack),
      onchange: (m) => onchange({ m, sort: "" }),
      say,
    });
    this.groups = new Picker({
      navn: "Grupper og kommuner",
      hjelp: "Navn eller nummer",
      valg: groupOptions(pack, sets),
      onchange: (g) => onchange({ g }),
      say,
    });
    this.from = this.year("Fra år", known.aar, (fra) => onchange(this.years(fra, null)));
    this.to = this.year("Til år", known.aar, (til) => onchange(this.years(null, til)));
    this.only = make("input", {
      type: "checkbox",
      id: "utforsk-bare",
      change: () => onchange({ ...this.years(null, null), bare: this.only.checked }),
    });
    this.onlyLabel = make("label.valgboks", { for: "utforsk-bare" }, this.only, "Bare de to årene");
    this.more = new Map(
      FILTERS.map((name) => [
        name,
        this.choice(
          name,
          known[name].map((one) => [one, capital(wordOf(pack, name, one))]),
          onchange,
        ),
      ]),
    );
    const fields = [...this.more].map(([name, select]) => field(LABELS[name], select));
    const reset = make(
      "button.knapp",
      {
        type: "button",
        click: () => {
          onchange({ ...EMPTY, ...pack.start });
          say("Valgene er satt tilbake.");
        },
      },
      "Tilbake til start",
    );
    this.fold = make(
      "details.utforsk__mer",
      null,
      make("summary", null, "Flere valg"),
      make("div.utforsk__felter", null, fields),
      reset,
    );
    const years = make(
      "fieldset.utforsk__aar",
      null,
      make("legend.skjult", null, "År"),
      field("Fra år", this.from),
      field("Til år", this.to),
      this.onlyLabel,
    );
    this.element = make(
      "form.utforsk__valg",
      { "aria-label": "Velg tall", submit: (/** @type {Event} */ event) => event.preventDefault() },
      this.measures.element,
      this.groups.element,
      years,
      this.fold,
    );
  }

  /** Show a state. @param {State} state */
  set(state) {
    this.measures.set(state.m);
    this.groups.set(state.g);
    const known = [...this.from.options].map((one) => Number(one.value));
    this.from.value = String(state.fra ?? Math.min(...known));
    this.to.value = String(state.til ?? Math.max(...known));
    this.only.checked = state.bare;
    this.onlyLabel.hidden =
      this.from.value === this.to.value || Number(this.to.value) - Number(this.from.value) === 1;
    for (const [name, select] of this.more) select.value = state[name];
    if (FILTERS.some((name) => state[name])) this.fold.open = true;
  }

  /** @param {string} name @param {number[]} aar @param {(year: number) => void} onyear */
  year(name, aar, onyear) {
    const id = `utforsk-${name.slice(0, 3).trim().toLowerCase()}`;
    const select = make(
      "select",
      { id, change: () => onyear(Number(select.value)) },
      aar.map((one) => make("option", { value: one }, String(one))),
    );
    return select;
  }

  /** Return the years as chosen; a first year after the last moves the other along.
   * @param {number | null} fra @param {number | null} til @returns {Partial<State>} */
  years(fra, til) {
    const [first, last] = [fra ?? Number(this.from.value), til ?? Number(this.to.value)];
    if (first <= last) return { fra: first, til: last };
    return fra === null ? { fra: last, til: last } : { fra: first, til: first };
  }

  /** @param {Filter} name @param {string[][]} values @param {(change: Partial<State>) => void} onchange */
  choice(name, values, onchange) {
    const options = [["", PICK], ...values, [ALL, EVERY]].map(([value, words]) =>
      make("option", { value }, words),
    );
    const select = make(
      "select",
      { id: `utforsk-${name}`, change: () => onchange({ [name]: select.value }) },
      options,
    );
    return select;
  }
}

/** Return what a filter's value is called. @param {Pack} pack @param {Filter} name @param {string} value */
function wordOf(pack, name, value) {
  if (name === "kilde") return sourceName(pack, value);
  return { grunnlag: BASES, utvalg: SELECTIONS, beregning: MEANS }[name][value] ?? value;
}

/** @param {string} name @param {HTMLSelectElement} select */
const field = (name, select) =>
  make("div.felt", null, make("label", { for: select.id }, name), select);

/** @param {Pack} pack @returns {Option[]} */
function measureOptions(pack) {
  const part = (/** @type {import("./pack.js").Measure} */ one) =>
    !one.ordliste
      ? "Fra endelige regnskap"
      : one.ikke_ment_for
        ? "Resultat og fond"
        : "Andre mål i notatet";
  return [...pack.maal.values()].map((one) => ({
    id: one.id,
    etikett: one.etikett,
    tillegg: one.enhet,
    del: part(one),
  }));
}

/** @param {Pack} pack @param {Map<string, UnitSet>} sets @returns {Option[]} */
function groupOptions(pack, sets) {
  const all = [...pack.hvem.values()];
  const of = (/** @type {string} */ slag, /** @type {string} */ del) =>
    all
      .filter((one) => one.slag === slag)
      .map((one) => ({
        id: one.id,
        etikett: one.etikett,
        tillegg: slag === "gruppe" ? "" : [one.id, one.fylke].filter(Boolean).join(", "),
        del,
      }));
  return [
    ...of("gruppe", "Grupper som i notatet"),
    ...[...sets.values()].map((one) => ({
      id: one.id,
      etikett: one.etikett,
      tillegg: "",
      del: "Hver for seg",
    })),
    ...alphabetical(of("fylkeskommune", "Fylkeskommuner")),
    ...alphabetical(of("kommune", "Kommuner")),
  ];
}
