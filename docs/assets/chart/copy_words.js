// @ts-check
// A button below words that are to be copied; without the script they can still be selected.
import { make } from "../shared/dom.js";

export class CopyWords extends HTMLElement {
  connectedCallback() {
    const { navn = "" } = this.dataset;
    this.button = make(
      "button.knapp",
      { type: "button", click: () => this.copy(), "aria-label": `Kopier ${navn}` },
      "Kopier",
    );
    this.append(make("p.knapper", this.button));
  }

  disconnectedCallback() {
    this.button?.parentElement?.remove();
    this.button = undefined; // the theme keeps the page that was left
  }

  async copy() {
    const words = this.querySelector("pre, p")?.textContent ?? "";
    const { button } = this;
    if (!button) return;
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = "Kopiert";
    } catch {
      getSelection()?.selectAllChildren(this.firstElementChild ?? this);
      button.textContent = "Merket: kopier med tastaturet";
    }
  }
}
