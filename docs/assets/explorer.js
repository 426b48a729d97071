// @ts-check
// The explorer's element: what it needs comes only where it stands, and goes when it goes.

class Utforsk extends HTMLElement {
  /** @type {{unmount: () => void} | null} */
  #explorer = null;

  async connectedCallback() {
    const embedded = this.hasAttribute("innebygd");
    this.toggleAttribute("foldet", location.search !== "" && !embedded);
    const { Explorer } = await import("./explorer/explorer.js");
    if (!this.isConnected || this.#explorer) return;
    const explorer = new Explorer(this);
    this.#explorer = explorer;
    await explorer.mount();
  }

  disconnectedCallback() {
    this.#explorer?.unmount();
    this.#explorer = null;
  }
}

if (!customElements.get("tbu-utforsk")) customElements.define("tbu-utforsk", Utforsk);
