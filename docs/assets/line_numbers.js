// @ts-check
// Line numbers of the raw text, shown by choice: style sheets see the box; this remembers it.

const KEPT = "linjenumre";

class LineNumbers extends HTMLElement {
  #leave = new AbortController();

  connectedCallback() {
    const box = this.querySelector("input");
    if (!box) return;
    box.checked = kept() === "vis";
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    box.addEventListener("change", () => keep(box.checked ? "vis" : ""), { signal });
  }

  disconnectedCallback() {
    this.#leave.abort();
  }
}

// A browser may refuse to remember: then the box holds for this page.
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} choice */
function keep(choice) {
  try {
    localStorage.setItem(KEPT, choice);
  } catch {
    // Nothing to do.
  }
}

if (!customElements.get("tbu-linjenumre")) customElements.define("tbu-linjenumre", LineNumbers);
