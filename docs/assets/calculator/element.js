// @ts-check
// <regn-selv data-fra="../assets/regndata/">: the calculator. What it holds before the script
// comes is the page's own text; this starts it, and stops it when the page is left.

import { openCore } from "../runtime/client.js";
import { redraw } from "../shared/dom.js";
import { bindAddress, readChosen } from "./address.js";
import { understood } from "./assumptions.js";
import { downloads } from "./downloads.js";
import { fetchDrawing } from "./drawing.js";
import { bindIntake } from "./intake.js";
import { manyUnits } from "./many_units.js";
import { Memory } from "./memory.js";
import { oneUnit } from "./one_unit.js";
import { problems } from "./problems.js";
import { question } from "./question.js";
import { Session } from "./session.js";
import { bindAnnouncer, files, progress, withTimeLeft } from "./status.js";
import { Store } from "./store.js";
import { bindViewer } from "./viewer.js";
import { whatIf } from "./what_if.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { State } from "./store.js" */

/** The page's sections, in order: the class of the element each is drawn in, what of the state it
 * needs, and the pure function from state to parts; null hides it.
 * @type {[string, (keyof State)[], (state: State, session: Session) => Part][]} */
const SECTIONS = [
  ["regn__framdrift", ["ready", "stage", "working", "progress", "failure", "result"], progress],
  ["regn__filer", ["files", "working"], files],
  ["regn__sporsmal", ["result"], question],
  ["regn__forstatt", ["result", "names", "unit"], understood],
  ["regn__merknader", ["result"], problems],
  ["regn__mange", ["result", "names", "note"], manyUnits],
  ["regn__resultat", ["result", "names", "note", "unit", "beside"], oneUnit],
  ["regn__hva-om", ["result", "names", "unit"], whatIf],
  ["regn__ta-med", ["result", "names", "unit", "remembered", "notRemembered"], downloads],
];

/** Draws every section, and again when something it needs has changed. @param {HTMLElement} root @param {Store} store @param {Session} session */
function bindSections(root, store, session) {
  const placed = SECTIONS.map(([place, needs, draw]) => {
    const element = /** @type {HTMLElement} */ (root.querySelector(`.${place}`));
    const show = () => {
      const parts = draw(store.state, session);
      element.hidden = !parts;
      redraw(element, parts);
    };
    show();
    return { needs, show };
  });
  return store.listen((_, changed) => {
    for (const { needs, show } of placed) if (needs.some((name) => changed.has(name))) show();
  });
}

/** What is in, for as long as the visit lasts: a link in the result leads to another page, and the
 * way back to the result. @type {State | null} */
let carried = null;
/** What is remembered on this machine. It hears what other tabs forget, also while another page is open.
 * @type {Memory | null} */
let memory = null;
/** @type {Session | null} */
let session = null;

/** @param {import("./memory.js").Forgotten} what */
function heard(what) {
  if (what === "all") carried = null;
  session?.heard(what);
}

class RegnSelv extends HTMLElement {
  /** @type {(() => void)[]} */ #ends = [];
  /** @type {Store | null} */ #store = null;

  /** The result as the core wrote it: for tests, and for whoever scripts the page. */
  get resultat() {
    return this.#store?.state.text ?? "";
  }

  connectedCallback() {
    const data = new URL(this.dataset.fra ?? ".", document.baseURI).href;
    const store = new Store({ chosen: { ...carried?.chosen, ...readChosen(location.search) } });
    this.#store = store;
    const core = openCore({ onStage: withTimeLeft((stage) => store.set({ stage })) });
    fetchDrawing();
    memory ??= new Memory(new URL("../../", data).href, heard);
    const own = new Session(store, core, data, memory);
    session = own;
    this.#ends = [
      bindSections(this, store, own),
      bindAnnouncer(this, store),
      bindAddress(store),
      bindIntake(this, store, own),
      bindViewer(this, store, own),
      () => own.close(),
    ];
    own.take(carried?.files ?? []);
  }

  disconnectedCallback() {
    carried = this.#store?.state ?? null;
    session = null;
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}

if (!customElements.get("regn-selv")) customElements.define("regn-selv", RegnSelv);
