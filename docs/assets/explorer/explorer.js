// @ts-check
// The explorer: the address, the choices, and what they show, kept in step.
import { loadFitted } from "../chart/diagram.js";
import { Announcer } from "../shared/announcer.js";
import { button, make, redraw } from "../shared/dom.js";
import { rowsShown } from "../shared/sorting.js";
import { capital } from "../shared/words.js";
import { Controls } from "./controls.js";
import { loadPack } from "./pack.js";
import { distinct } from "./panels.js";
import { slug, unitSets } from "./sets.js";
import { Share } from "./share.js";
import { EMPTY, VIEWS, parse, query } from "./state.js";
import { View, madeOf } from "./view.js";

/** @import { Shown } from "./files.js" */
/** @import { Pack } from "./pack.js" */
/** @import { UnitSet } from "./sets.js" */
/** @import { State } from "./state.js" */

const MOST = 60; // rows of the table that are shown at first
const FAILED =
  "Tallene kunne ikke hentes. Sjekk nettforbindelsen og prøv igjen. Tabellen under gjelder fortsatt.";
const VIEW_NAMES = /** @type {Record<string, string>} */ ({
  begge: "Figur og tabell",
  figur: "Figur",
  tabell: "Tabell",
});

export class Explorer {
  /** @param {HTMLElement} host The custom element, the static page inside it. */
  constructor(host) {
    this.host = host;
    this.innebygd = host.hasAttribute("innebygd");
    this.leave = new AbortController();
    this.message = make("div.utforsk__melding");
    this.announcer = new Announcer(host);
    this.site = document.title.split(" – ").at(-1);
    // On a phone the chart comes before the controls where the address has a choice.
    this.unfold = make("button.knapp.utforsk__endre", { click: () => this.open() });
    /** What is said of what is shown, beside what the reader chose: by what makes it another. @type {Map<string, string>} */
    this.told = new Map();
    this.news = "";
    /** @type {State} */
    this.state = { ...EMPTY };
    /** @type {import("./table.js").TableRow[]} */
    this.rows = [];
    this.most = MOST;
  }

  async mount() {
    this.host.prepend(this.message);
    try {
      // With all at hand, the chart is drawn in the same frame as the page around it, and nothing
      // moves. Without what draws, the table is shown, and `show` says so.
      const [pack] = await Promise.all([loadPack(), loadFitted().catch(() => null)]);
      this.pack = pack;
    } catch {
      const again = () => {
        this.message.replaceChildren();
        this.mount();
      };
      this.notify([FAILED], [button("Prøv igjen", again)]);
      this.announcer.say(FAILED);
      return;
    }
    if (this.leave.signal.aborted) return;
    this.sets = new Map(unitSets(this.pack.hvem.values()).map((one) => [one.id, one]));
    this.build(this.pack, this.sets);
    addEventListener("popstate", () => this.read(), { signal: this.leave.signal });
    await this.read();
  }

  unmount() {
    this.leave.abort();
    this.announcer.free();
    this.view?.free();
  }

  /** @param {Pack} pack @param {Map<string, UnitSet>} sets */
  build(pack, sets) {
    const years = new Set(pack.serier.flatMap((one) => [...one.verdier.keys()]));
    this.known = {
      start: pack.start,
      aar: [...years].toSorted((a, b) => a - b),
      grunnlag: distinct(pack.serier, "grunnlag"),
      utvalg: distinct(pack.serier, "utvalg"),
      kilde: distinct(pack.serier, "kilde"),
      beregning: distinct(pack.serier, "beregning"),
      m: (/** @type {string} */ id) => pack.maal.has(id),
      g: (/** @type {string} */ id) => pack.hvem.has(id) || sets.has(id),
      deler: (/** @type {string} */ id) => pack.delt.get(id) ?? [id],
    };
    const say = (/** @type {string} */ words) => {
      this.announcer.say([words, this.news].filter(Boolean).join(" "));
      this.news = "";
    };
    const onchange = (/** @type {Partial<State>} */ change) => this.change(change);
    this.view = new View({
      onsort: (sort) => onchange({ sort }),
      onall: () => {
        this.most = Infinity;
        this.list();
      },
      onfind: (finn) => this.find(finn),
      onquiet: () => this.keep(),
      say,
      innebygd: this.innebygd,
    });
    if (this.innebygd) return;
    this.controls = new Controls({ pack, sets, known: this.known, onchange, say });
    this.share = new Share({ now: () => this.shown(), say, left: this.leave.signal });
    this.switch = this.viewSwitch();
  }

  /** Take the state from the address. */
  async read() {
    if (!this.known) return;
    const { state, meldinger } = parse(location.search, this.known);
    await this.show(state, meldinger);
  }

  /** @param {Partial<State>} change */
  async change(change) {
    const state = { ...this.state, ...change };
    if (change.m || change.g) this.most = MOST;
    history.pushState(history.state, "", `${location.pathname}${query(state)}`);
    await this.show(state, []);
  }

  /** @param {string} finn */
  find(finn) {
    if (!this.made) return;
    this.state = { ...this.state, finn };
    this.list();
  }

  /** Show the rows that are asked for. */
  list() {
    if (!this.made) return;
    this.rows = rowsShown(this.made.table, this.made.sort, this.state.finn);
    this.view?.list(this.made, this.state, this.rows, this.most);
  }

  /** Put what was searched for in the address. */
  keep() {
    history.replaceState(history.state, "", `${location.pathname}${query(this.state)}`);
    this.refresh();
  }

  /** @param {State} state @param {string[]} meldinger */
  async show(state, meldinger) {
    if (!this.pack || !this.sets || !this.view) return;
    this.state = state;
    this.made = madeOf(this.pack, this.sets, state);
    this.list();
    const lines = [...meldinger, ...this.made.meldinger, ...empty(state)];
    this.notify(lines, this.notices());
    this.tell(lines, this.made);
    this.controls?.set(state);
    this.unfold.textContent = `Endre utvalg (${state.m.length + state.g.length})`;
    // The page keeps its own name until something is chosen.
    if (location.search) document.title = `${this.made.tittel} – ${this.site}`;
    this.refresh();
    this.place();
    try {
      await this.view.show(this.made, state);
    } catch {
      this.notify(["Figuren kunne ikke tegnes. Tabellen viser de samme tallene."]);
    }
    this.host.dispatchEvent(new CustomEvent("tegnet", { bubbles: true }));
  }

  /** Say what is new: what is missing, and that other figures are shown than before.
   * @param {string[]} lines @param {import("./view.js").Made} made */
  tell(lines, { valg, tittel, kilde }) {
    const before = this.told;
    this.told = new Map([...few(lines), ...valg.map(({ ord }) => ord)].map((one) => [one, one]));
    if (!valg.length) this.told.set(kilde, before.size ? `${tittel}. ${kilde}` : "");
    const fresh = [...this.told].filter(([one]) => !before.has(one)).map(([, words]) => words);
    this.news = fresh.filter(Boolean).join(" ");
    if (!this.news) return;
    this.announcer.say(this.news);
    // What was chosen is said in the same turn, and with it; what comes later says nothing of it.
    queueMicrotask(() => {
      this.news = "";
    });
  }

  /** Put what is new on the page in place of the static part, once. */
  place() {
    if (this.host.hasAttribute("levende") || !this.view) return;
    this.host.setAttribute("levende", "");
    this.host.querySelector("[data-statisk]")?.remove();
    const parts = [
      this.controls && this.unfold,
      this.controls?.element,
      this.message,
      this.switch,
      this.view.element,
      this.innebygd ? this.back() : this.share?.element,
    ];
    this.host.append(...parts.filter((one) => one !== undefined));
  }

  open() {
    this.host.removeAttribute("foldet");
    this.controls?.element.querySelector("input")?.focus();
  }

  refresh() {
    if (this.made) this.share?.set(this.shown());
    for (const one of this.switch?.querySelectorAll("input") ?? [])
      one.checked = one.value === this.state.vis;
    const link = this.host.querySelector("[data-tilbake]");
    if (link instanceof HTMLAnchorElement) link.href = this.address();
  }

  /** Return what is shown, for files. @returns {Shown} */
  shown() {
    const { pack, made, rows } = this;
    if (!pack || !made) throw new Error("ingenting er vist");
    const innebygd = this.address(this.host.dataset.innebygd);
    return { ...made, pack, rows, adresse: this.address(), innebygd, egen: this.ownPage(pack) };
  }

  /** Return the page of the one unit that is chosen: a shared link to it has a picture of its own, which an address with a query cannot have. @param {import("./pack.js").Pack} pack */
  ownPage({ hvem }) {
    const { hjem } = this.host.dataset;
    const units = this.state.g
      .map((id) => hvem.get(id))
      .filter((one) => one && /^\d+$/.test(one.id));
    const [unit] = units;
    if (!hjem || !unit || units.length > 1) return null;
    const folder = unit.slag === "kommune" ? "kommuner" : "fylker";
    const navn = unit.kort.split(" (")[0];
    return { navn, adresse: `${hjem}${folder}/${unit.id}-${slug(navn)}/` };
  }

  /** @param {string | undefined} page The page's address; the explorer's without. */
  address(page = this.host.dataset.side ?? location.pathname) {
    return `${new URL(page, location.href.split(/[?#]/)[0])}${query(this.state)}`;
  }

  viewSwitch() {
    const one = (/** @type {string} */ value) => {
      const change = () => this.change({ vis: value });
      const input = make("input", { type: "radio", name: "vis", value, change });
      return make("label.bryterknapp", input, make("span", VIEW_NAMES[value]));
    };
    return make("fieldset.utforsk__vis", make("legend.skjult", "Vis"), VIEWS.map(one));
  }

  back() {
    const link = { href: this.address(), "data-tilbake": true, target: "_top" };
    return make("p.innebygd__tilbake", make("a", link, "Utforsk tallene på nettstedet"));
  }

  /** What the page picked, with the way to the other choice. */
  notices() {
    return (this.made?.valg ?? []).map(({ ord, knapp, endring }) =>
      make(
        "p.utforsk__opplysning",
        ord,
        knapp && !this.innebygd && button(knapp, () => this.change(endring)),
      ),
    );
  }

  /** @param {string[]} words @param {HTMLElement[]} [more] */
  notify(words, more = []) {
    const lines = few(words).map((one) => make("p", one));
    redraw(this.message, lines, more);
  }
}

const NUMBERS = ["", "ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti"];

/** Return few lines in place of many. @param {string[]} lines */
function few(lines) {
  if (lines.length <= 4) return lines;
  const more = lines.length - 3;
  return [
    ...lines.slice(0, 3),
    `${capital(NUMBERS[more] ?? `${more}`)} andre valg mangler også tall.`,
  ];
}

/** @param {State} state */
function empty(state) {
  if (state.m.length === 0) return ["Velg minst ett mål."];
  return state.g.length === 0 ? ["Velg minst én gruppe eller kommune."] : [];
}
