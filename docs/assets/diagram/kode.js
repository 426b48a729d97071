// @ts-check
// The code that puts a chart into another site, with the address this site has now, and a button that copies it.

export class EmbedCode extends HTMLElement {
  connectedCallback() {
    const label = document.createElement("label");
    const code = document.createElement("textarea");
    const copy = document.createElement("button");
    code.readOnly = true;
    code.rows = 4;
    code.value = this.#code();
    code.addEventListener("focus", () => code.select());
    label.append("Kode til å lime inn", code);
    copy.type = "button";
    copy.className = "knapp";
    copy.textContent = "Kopier koden";
    copy.addEventListener("click", () => this.#copy(code, copy));
    this.replaceChildren(label, copy);
  }

  disconnectedCallback() {
    this.replaceChildren();
  }

  #code() {
    const frame = document.createElement("iframe");
    frame.setAttribute("src", new URL(this.dataset.adresse ?? "", document.baseURI).href);
    frame.setAttribute("title", this.dataset.tittel ?? "");
    frame.setAttribute("width", "100%");
    frame.setAttribute("height", this.dataset.hoyde ?? "");
    frame.setAttribute("style", "border:0");
    frame.setAttribute("loading", "lazy");
    return frame.outerHTML;
  }

  /** @param {HTMLTextAreaElement} code @param {HTMLButtonElement} button */
  async #copy(code, button) {
    try {
      await navigator.clipboard.writeText(code.value);
      button.textContent = "Kopiert";
    } catch {
      code.select();
      button.textContent = "Merket: kopier med tastaturet";
    }
  }
}
