// @ts-check
// <regn-selv data-fra="../assets/regndata/">: the calculator. What it holds before the script
// comes is the page's own text; here it is brought to life, and let go when the page is left.

import { openCore } from "../runtime/client.js";
import { bindAddress, fromAddress } from "./address.js";
import { bindAnnouncer } from "./announce.js";
import { fetchDrawing } from "./drawing.js";
import { bindIntake } from "./intake.js";
import { bindSections } from "./sections.js";
import { Session } from "./session.js";
import { Store } from "./store.js";
import { bindViewer } from "./viewer.js";

/**
 * What is in, from an element taken out to one put in its place at once: at the first link within a
 * page, the theme takes the whole page in anew. @type {import("./store.js").State | null}
 */
let handed = null;

class RegnSelv extends HTMLElement {
  /** @type {(() => void)[]} */ #ends = [];
  /** @type {Store | null} */ #store = null;

  /** The result as the core wrote it: for tests, and for whoever scripts the page. */
  get resultat() {
    return this.#store?.state.text ?? "";
  }

  connectedCallback() {
    const data = new URL(this.dataset.fra ?? ".", document.baseURI).href;
    const store = new Store({ chosen: handed?.chosen ?? fromAddress(location) });
    this.#store = store;
    const core = openCore({ onStage: (stage) => store.set({ stage }) });
    fetchDrawing();
    const session = new Session(store, core, data);
    this.#ends = [
      bindSections(this, store, session),
      bindAnnouncer(this, store),
      bindAddress(store),
      bindIntake(this, store, session),
      bindViewer(this, store, session),
      () => session.close(),
    ];
    session.take(handed?.files ?? []);
  }

  disconnectedCallback() {
    handed = this.#store?.state ?? null;
    setTimeout(() => (handed = null)); // who goes to another page takes nothing along
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}

if (!customElements.get("regn-selv")) customElements.define("regn-selv", RegnSelv);
