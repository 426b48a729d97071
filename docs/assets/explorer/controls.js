// @ts-check
// What a reader chooses with: measures, groups, years, and more choices behind a fold.
import { button, make } from "../shared/dom.js";
import { ORDER, capital } from "../shared/words.js";
import { Picker } from "./picker.js";
import { ALL, EMPTY, FILTERS } from "./state.js";
import { BASES, MEANS, SELECTIONS, sourceName } from "./words.js";

/** @import { Pack } from "./pack.js" */
/** @import { Option } from "./picker.js" */
/** @import { UnitSet } from "./sets.js" */
/** @import { Filter, State } from "./state.js" */
/** @typedef {Record<Filter, string[]> & {aar: number[]}} Known */

const PICK = "Automatisk";
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
    this.measures = new Picker({
      navn: "Mål",
      hjelp: "Søk etter mål",
      valg: measureOptions(pack),
      say,
      onchange: (m) => onchange({ m, sort: "" }),
    });
    this.groups = new Picker({
      navn: "Grupper og kommuner",
      hjelp: "Navn eller nummer",
      valg: groupOptions(pack, sets),
      say,
      onchange: (g) => onchange({ g }),
    });
    this.from = this.year("fra", known.aar, (fra) => onchange(this.years(fra, null)));
    this.to = this.year("til", known.aar, (til) => onchange(this.years(null, til)));
    this.only = make("input", {
      type: "checkbox",
      id: "utforsk-bare",
      change: () => onchange({ ...this.years(null, null), bare: this.only.checked }),
    });
    this.onlyLabel = make(
      "label.valgboks",
      { for: "utforsk-bare" },
      this.only,
      "Bare første og siste år",
    );
    this.more = new Map(
      FILTERS.map((name) => {
        const values = known[name].map((one) => [one, capital(wordOf(pack, name, one))]);
        return [name, this.choice(name, values, onchange)];
      }),
    );
    const reset = () => {
      onchange({ ...EMPTY, ...pack.start });
      say("Valgene er satt tilbake.");
    };
    this.fold = make(
      "details.utforsk__mer",
      make("summary", "Flere valg"),
      make(
        "div.utforsk__felter",
        ...[...this.more].map(([name, select]) => field(LABELS[name], select)),
      ),
      button("Tilbake til start", reset),
    );
    this.element = make(
      "form.utforsk__valg",
      { "aria-label": "Velg tall", submit: (event) => event.preventDefault() },
      this.measures.element,
      this.groups.element,
      make(
        "fieldset.utforsk__aar",
        make("legend.skjult", "År"),
        field("Fra år", this.from),
        field("Til år", this.to),
        this.onlyLabel,
      ),
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

  /** @param {string} id @param {number[]} aar @param {(year: number) => void} onyear */
  year(id, aar, onyear) {
    /** @type {HTMLSelectElement} */
    const select = make(
      "select",
      { id: `utforsk-${id}`, change: () => onyear(Number(select.value)) },
      ...aar.map((one) => make("option", { value: one }, String(one))),
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
    /** @type {HTMLSelectElement} */
    const select = make(
      "select",
      { id: `utforsk-${name}`, change: () => onchange({ [name]: select.value }) },
      [["", PICK], ...values, [ALL, EVERY]].map(([value, words]) =>
        make("option", { value }, words),
      ),
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
const field = (name, select) => make("div.felt", make("label", { for: select.id }, name), select);

/** @param {Pack} pack @returns {Option[]} */
const measureOptions = (pack) =>
  [...pack.maal.values()].map(({ id, etikett, enhet, ordliste, ikke_ment_for }) => {
    const inNote = ikke_ment_for ? "Resultat og fond" : "Andre mål i notatet";
    return { id, etikett, tillegg: enhet, del: ordliste ? inNote : "Fra endelige regnskap" };
  });

/** @param {Pack} pack @param {Map<string, UnitSet>} sets @returns {Option[]} */
function groupOptions(pack, sets) {
  const of = (/** @type {string} */ kind, /** @type {string} */ del) =>
    [...pack.hvem.values()]
      .filter(({ slag }) => slag === kind)
      .map(({ id, etikett, fylke }) => {
        const tillegg = kind === "gruppe" ? "" : [id, fylke].filter(Boolean).join(", ");
        return { id, etikett, tillegg, del };
      });
  const each = [...sets.values()].map(({ id, etikett }) => ({ id, etikett, tillegg: "" }));
  return [
    ...of("gruppe", "Grupper som i notatet"),
    ...each.map((one) => ({ ...one, del: "Kommune for kommune" })),
    ...alphabetical(of("fylkeskommune", "Fylkeskommuner")),
    ...alphabetical(of("kommune", "Kommuner")),
  ];
}

/** Return options in the order of a Norwegian dictionary. @param {Option[]} options */
const alphabetical = (options) => options.toSorted((a, b) => ORDER.compare(a.etikett, b.etikett));
