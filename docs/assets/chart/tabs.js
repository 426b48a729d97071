// @ts-check
// «Figur | Tabell»: the page holds both, one after the other, with links between them.
// With this script they are tabs. What is put away is still found by the browser's search and by addresses.

import { anchorOf } from "../shared/dom.js";

/** Where a key leads. @type {Record<string, (at: number, count: number) => number>} */
const KEYS = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
  " ": (at) => at,
};

export class Tabs extends HTMLElement {
  #leave = new AbortController();

  connectedCallback() {
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    this.#name();
    this.#show(this.#addressed() ?? this.dataset.forst);
    this.addEventListener("click", (event) => this.#pressed(event), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener(
      "beforematch",
      (event) => this.#show(within(this.#panels, event.target)?.id),
      { signal },
    );
    window.addEventListener("hashchange", () => this.#show(this.#addressed()), { signal });
  }

  disconnectedCallback() {
    this.#leave.abort();
  }

  get #tabs() {
    return /** @type {HTMLAnchorElement[]} */ ([
      ...this.querySelectorAll(":scope > .faner__rad > .fane"),
    ]);
  }

  get #panels() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(":scope > .fanefelt")]);
  }

  #name() {
    const row = this.querySelector(":scope > .faner__rad");
    row?.setAttribute("role", "tablist");
    row?.setAttribute("aria-label", this.dataset.navn ?? "");
    for (const tab of this.#tabs) {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", tab.hash.slice(1));
    }
    for (const panel of this.#panels) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", `${panel.id}-fane`);
    }
  }

  /** The panel that the page's address leads into; the address of the whole opens what its name says. */
  #addressed() {
    const anchor = anchorOf(location);
    if (anchor === this.dataset.hele) return this.dataset.forst;
    return within(this.#panels, document.getElementById(anchor))?.id;
  }

  /** @param {string | undefined} id */
  #show(id) {
    if (!id) return;
    for (const panel of this.#panels) {
      if (panel.id === id) panel.removeAttribute("hidden");
      else panel.setAttribute("hidden", "until-found");
    }
    for (const tab of this.#tabs) {
      const chosen = tab.hash === `#${id}`;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
  }

  /** @param {HTMLAnchorElement} tab */
  #choose(tab) {
    this.#show(tab.hash.slice(1));
    history.replaceState(history.state, "", tab.hash);
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const tab = this.#tabs.find(
      (one) => event.target instanceof Node && one.contains(event.target),
    );
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would move the page to the anchor
    this.#choose(tab);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const tabs = this.#tabs;
    const at = tabs.indexOf(/** @type {HTMLAnchorElement} */ (event.target));
    const to = KEYS[event.key]?.(at, tabs.length);
    if (at < 0 || to === undefined) return;
    if (to !== at) tabs[to].focus();
    this.#choose(tabs[to]);
    event.preventDefault();
  }
}

/** Return the first of some parts of the page that holds an element. @param {HTMLElement[]} parts @param {unknown} element */
function within(parts, element) {
  return parts.find((part) => element instanceof Node && part.contains(element));
}
