// @ts-check
// Take it away: link, citation, embedding, files.
import { frameCode } from "../chart/copy.js";
import { pngOf, svgOf, vegaOf } from "../chart/picture.js";
import { button, make } from "../shared/dom.js";
import { save } from "../shared/save.js";
import { csv, excel, json, readme, xlsx } from "./files.js";
import { slug } from "./sets.js";

/** @import { Shown } from "./files.js" */
/** @typedef {(shown: Shown) => string | Blob | Promise<string | Blob>} Write */

/** What a phone needs for what the explorer shows at first, until the view at hand is measured. */
const HEIGHT = 1320;
/** A phone of 390 pixels with a host's margins. */
const PHONE = "358";

/** Name, what it holds, how the file's name ends, and what writes it. @type {[string, string, string, Write][]} */
const FILES = [
  ["Excel", "tabellen som vist, tallene og hva de er", "xlsx", xlsx],
  ["CSV", "tabellen som vist, for regneark", "csv", excel],
  ["CSV for programmer", "én rad per tall", "program.csv", csv],
  ["JSON", "tallene og hva de er", "json", json],
  ["Om tallene", "tekst som følger CSV for programmer", "om.txt", readme],
  ["SVG", "figuren, skalerbar", "svg", (shown) => svgOf(shown.drawn, shown)],
  ["PNG", "figuren som bilde", "png", (shown) => pngOf(shown.drawn, shown)],
  [
    "Vega",
    "figurens spesifikasjon med tallene",
    "vega.json",
    (shown) => vegaOf(shown.drawn, shown),
  ],
];

export class Share {
  /** @param {{now: () => Shown, say: (words: string) => void, left: AbortSignal}} about */
  constructor({ now, say, left }) {
    this.now = now;
    this.say = say;
    /** The height of the view in a frame on a phone, by the frame's address. @type {Map<string, number>} */
    this.heights = new Map();
    /** @type {HTMLIFrameElement | null} */
    this.probe = null;
    addEventListener("message", (event) => this.hear(event), { signal: left });
    this.citation = make("p.utforsk__sitat");
    this.code = make("textarea.utforsk__kode", {
      rows: "4",
      readonly: true,
      "aria-label": "Kode for å bygge inn",
    });
    this.ofNumbers = [
      make("details", make("summary", "Last ned"), make("ul.filer.utforsk__filer", this.files())),
      make(
        "details",
        make("summary", "Siter"),
        this.citation,
        this.copier("Kopier henvisningen", "Henvisningen", () => this.citation.textContent ?? ""),
      ),
    ];
    this.embedding = make(
      "details",
      { toggle: () => this.measure() },
      make("summary", "Bygg inn"),
      this.code,
      this.copier("Kopier koden", "Koden", () => this.code.value),
    );
    this.own = this.copier("", "Lenken", () => this.now().egen?.adresse ?? "");
    this.element = make(
      "div.utforsk__ta-med",
      make("h2", { id: "ta-med" }, "Last ned og del"),
      make(
        "div.knapper",
        this.own,
        this.copier("Kopier lenke", "Lenken", () => this.now().adresse),
      ),
      this.ofNumbers,
      this.embedding,
    );
  }

  /** Show what is shown now. @param {Shown} shown */
  set({ rows, tittel, sitat, adresse, innebygd, egen }) {
    for (const one of this.ofNumbers) one.hidden = rows.length === 0;
    this.own.hidden = !egen;
    this.own.textContent = egen && `Kopier lenke med bilde: siden om ${egen.navn}`;
    this.citation.textContent = `${sitat} ${adresse}`;
    this.code.value = frameCode(innebygd, tittel, String(this.heights.get(innebygd) ?? HEIGHT));
    this.measure();
  }

  /** Open the frame's page out of sight, as wide as a phone, once someone looks at the code: a host
   * that takes no height from it needs the view's own, not that of another view. */
  measure() {
    const { innebygd: src } = this.now();
    if (!this.embedding.open || this.heights.has(src) || this.probe?.src === src) return;
    const hidden = { tabindex: "-1", "aria-hidden": "true", title: "Måler høyden" };
    /** @type {HTMLIFrameElement} */
    const probe = make("iframe.utforsk__maaler", { src, width: PHONE, ...hidden });
    this.probe?.remove();
    this.probe = probe;
    this.embedding.append(probe);
  }

  /** Take the height that the frame's page tells when it is drawn. @param {MessageEvent} event */
  hear({ source, data }) {
    const { probe } = this;
    if (!probe || source !== probe.contentWindow || !(data?.tbuHoyde > 0)) return;
    if (!probe.contentDocument?.querySelector("tbu-utforsk[levende]")) return;
    this.heights.set(probe.src, data.tbuHoyde);
    this.set(this.now());
  }

  files() {
    return FILES.map(([name, words, ending, write]) => {
      const click = () => this.save(name, ending, write);
      return make(
        "li",
        make("button.lenkeknapp", { "data-fil": ending, click }, name),
        ` – ${words}`,
      );
    });
  }

  /** @param {string} name @param {string} ending @param {Write} write */
  async save(name, ending, write) {
    const shown = this.now();
    try {
      const content = await write(shown);
      save(
        `utforsk-${slug(shown.tittel).slice(0, 60).replace(/-$/, "")}.${ending}`,
        content instanceof Blob
          ? content
          : new Blob([content], { type: "application/octet-stream" }),
      );
      this.say(`${name} er lastet ned.`);
    } catch {
      this.say(`${name} kunne ikke lages. Prøv igjen.`);
    }
  }

  /** Return a button that copies. @param {string} name @param {string} what What is copied, as a sentence begins with it. @param {() => string} words */
  copier(name, what, words) {
    const click = async () => {
      try {
        await navigator.clipboard.writeText(words());
        this.say(`${what} er kopiert.`);
      } catch {
        this.say(`Nettleseren lot oss ikke kopiere. Teksten er: ${words()}`);
      }
    };
    return button(name, click);
  }
}
