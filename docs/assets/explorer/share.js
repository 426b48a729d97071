// @ts-check
// Take it away: link, citation, embedding, files.
import { frameCode } from "../chart/embed_code.js";
import { pngOf, svgOf, vegaOf } from "../chart/picture.js";
import { longDate } from "../shared/dates.js";
import { make } from "../shared/dom.js";
import { save } from "../shared/save.js";
import { csv, excel, json, readme } from "./files.js";
import { slug } from "./sets.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./table.js").TableRow} TableRow */
/** @typedef {{pack: Pack, table: Table, rows: TableRow[], drawn: import("../chart/picture.js").Drawn[], about: import("./files.js").About, innebygd: string}} Shown */

const HEIGHT = "560";

export class Share {
  /** @param {{now: () => Shown, say: (words: string) => void}} about */
  constructor({ now, say }) {
    this.now = now;
    this.say = say;
    this.citation = make("p.utforsk__sitat");
    this.code = make("textarea.utforsk__kode", {
      rows: "4",
      readonly: true,
      "aria-label": "Kode for å bygge inn",
    });
    this.element = make(
      "div.utforsk__ta-med",
      null,
      make("h2", { id: "ta-med" }, "Ta med"),
      make(
        "div.knapper",
        null,
        this.button("Kopier lenke", () => this.copy(this.now().about.adresse, "Lenka er kopiert.")),
      ),
      make(
        "details",
        null,
        make("summary", null, "Last ned"),
        make("ul.filer.utforsk__filer", null, ...this.files()),
      ),
      make(
        "details",
        null,
        make("summary", null, "Siter"),
        this.citation,
        this.button("Kopier henvisningen", () =>
          this.copy(this.citation.textContent ?? "", "Henvisningen er kopiert."),
        ),
      ),
      make(
        "details",
        null,
        make("summary", null, "Bygg inn"),
        this.code,
        this.button("Kopier koden", () => this.copy(this.code.value, "Koden er kopiert.")),
      ),
    );
  }

  /** Show what is shown now. @param {Shown} shown */
  set({ pack, about, innebygd }) {
    const { notat } = pack;
    this.citation.textContent = `${notat.utgiver} (${notat.forkortelse}) (${notat.dato.slice(0, 4)}): ${notat.tittel}. Notat til ${notat.mote}, ${longDate(notat.dato)}. Utforsk: ${about.tittel}. ${about.kilde} ${about.adresse}`;
    this.code.value = frameCode(innebygd, about.tittel, HEIGHT);
  }

  /** @param {string} words @param {() => unknown} act */
  button(words, act) {
    return make("button.knapp", { type: "button", click: act }, words);
  }

  files() {
    /** @type {[string, string, string, (shown: Shown) => string | Blob | Promise<string | Blob>][]} */
    const kinds = [
      ["CSV", "én rad per tall", "csv", ({ pack, rows }) => csv(pack, rows)],
      ["CSV for Excel", "tabellen som vist", "excel.csv", ({ table, rows }) => excel(table, rows)],
      ["JSON", "tallene og hva de er", "json", ({ pack, rows, about }) => json(pack, rows, about)],
      [
        "Om tallene",
        "tekst som følger tabellfilene",
        "om.txt",
        ({ pack, rows, about }) => readme(pack, about, rows),
      ],
      ["SVG", "figuren, skalerbar", "svg", ({ drawn, about }) => svgOf(drawn, about)],
      ["PNG", "figuren som bilde", "png", ({ drawn, about }) => pngOf(drawn, about)],
      ["Vega", "figurens spesifikasjon med tallene", "vega.json", ({ drawn }) => vegaOf(drawn)],
    ];
    return kinds.map(([name, words, ending, write]) =>
      make(
        "li",
        null,
        make(
          "button.lenkeknapp",
          { type: "button", "data-fil": ending, click: () => this.save(name, ending, write) },
          name,
        ),
        ` – ${words}`,
      ),
    );
  }

  /** @param {string} name @param {string} ending @param {(shown: Shown) => string | Blob | Promise<string | Blob>} write */
  async save(name, ending, write) {
    const shown = this.now();
    try {
      const content = await write(shown);
      save(
        `utforsk-${slug(shown.about.tittel).slice(0, 60).replace(/-$/, "")}.${ending}`,
        content instanceof Blob
          ? content
          : new Blob([content], { type: "application/octet-stream" }),
      );
      this.say(`${name} er lastet ned.`);
    } catch {
      this.say(`${name} kunne ikke lages. Prøv igjen.`);
    }
  }

  /** @param {string} words @param {string} done */
  async copy(words, done) {
    try {
      await navigator.clipboard.writeText(words);
      this.say(done);
    } catch {
      this.say(`Nettleseren lot oss ikke kopiere. Teksten er: ${words}`);
    }
  }
}
