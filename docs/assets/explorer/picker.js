// @ts-check
// One thing or several from a long list: a combobox with a list box, and what is chosen as buttons
// that take it away again. Keyboard and words as in the ARIA pattern for an editable combobox.
import { make, sign } from "../shared/dom.js";

/** @typedef {{id: string, etikett: string, tillegg: string, del: string}} Option  `tillegg` is found by search too. */

const MOST = 60;
let made = 0;

export class Picker {
  /**
   * @param {{navn: string, hjelp: string, valg: Option[], onchange: (ids: string[]) => void, say: (words: string) => void}} about
   */
  constructor({ navn, hjelp, valg, onchange, say }) {
    made += 1;
    const id = `velger-${made}`;
    this.valg = valg;
    this.onchange = onchange;
    this.say = say;
    /** @type {string[]} */
    this.chosen = [];
    this.active = -1;
    this.counted = "";
    /** @type {Option[]} */
    this.found = [];
    this.list = make("ul.velger__liste", {
      role: "listbox",
      id: `${id}-liste`,
      "aria-label": navn,
      "aria-multiselectable": "true",
      hidden: true,
      // The list takes no focus: pressing in it must not close it before the click comes.
      pointerdown: (event) => event.preventDefault(),
    });
    this.input = make("input.velger__felt", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      placeholder: hjelp,
      "aria-expanded": "false",
      "aria-controls": `${id}-liste`,
      "aria-autocomplete": "list",
      input: () => this.open(),
      click: () => this.open(),
      keydown: (event) => this.key(event),
      blur: () => this.close(),
    });
    this.chips = make("ul.brikker", { "aria-label": `${navn}: valgt` });
    this.element = make(
      "div.velger",
      make("label", { for: id }, navn),
      make("div.velger__ramme", this.input, this.list),
      this.chips,
    );
  }

  get expanded() {
    return this.input.getAttribute("aria-expanded") === "true";
  }

  /** Show what is chosen. @param {string[]} ids */
  set(ids) {
    this.chosen = [...ids];
    this.chips.replaceChildren(...ids.map((id) => this.chip(id)));
    if (this.expanded) this.show();
  }

  /** @param {string} id */
  nameOf(id) {
    return this.valg.find((one) => one.id === id)?.etikett ?? id;
  }

  /** @param {string} id */
  chip(id) {
    const name = this.nameOf(id);
    const remove = make(
      "button.brikke",
      { "aria-label": `Fjern ${name}`, click: () => this.toggle(id, true) },
      name,
      sign(".brikke__kryss", "×"),
    );
    return make("li", remove);
  }

  /** @param {string} id @param {boolean} byChip */
  toggle(id, byChip = false) {
    const had = this.chosen.includes(id);
    const name = this.nameOf(id);
    const place = this.chosen.indexOf(id);
    this.onchange(had ? this.chosen.filter((one) => one !== id) : [...this.chosen, id]);
    this.say(had ? `${name} er fjernet.` : `${name} er valgt.`);
    if (!byChip) return;
    const next = this.chips.querySelectorAll("button")[Math.min(place, this.chosen.length - 1)];
    (next ?? this.input).focus();
  }

  open() {
    this.active = -1;
    const count = this.show();
    const words = count === 1 ? "1 treff." : `${count} treff.`;
    if (this.input.value && words !== this.counted) this.say(words);
    this.counted = words;
  }

  close() {
    this.list.hidden = true;
    this.active = -1;
    this.input.value = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  show() {
    const hits = search(this.valg, this.input.value);
    this.found = hits.slice(0, MOST);
    const left = hits.length - this.found.length;
    const line = (/** @type {string} */ kind, /** @type {string} */ words) =>
      make(`li.velger__${kind}`, { role: "presentation" }, words);
    this.list.replaceChildren(
      ...this.found.flatMap((one, place) => [
        ...(one.del === this.found[place - 1]?.del ? [] : [line("del", one.del)]),
        this.option(one, place),
      ]),
      ...(left > 0 ? [line("mer", `${left} til. Skriv mer for å finne dem.`)] : []),
      ...(hits.length === 0 ? [line("mer", "Ingen treff.")] : []),
    );
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
    return hits.length;
  }

  /** @param {Option} one @param {number} place */
  option({ id, etikett, tillegg }, place) {
    const chosen = this.chosen.includes(id);
    return make(
      "li.velger__valg",
      {
        role: "option",
        id: `${this.list.id}-${place}`,
        "aria-selected": String(chosen),
        click: () => this.toggle(id),
      },
      sign(".velger__hake", chosen ? "✓" : ""),
      make("span", etikett),
      tillegg && make("span.velger__tillegg", tillegg),
    );
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const open = this.expanded;
    const move = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 })[event.key];
    if (move) {
      if (!open) this.show();
      this.active = (this.active + move + this.found.length) % Math.max(this.found.length, 1);
      if (!open && move < 0) this.active = this.found.length - 1;
      this.mark();
    } else if (event.key === "Enter" && open && this.found[this.active]) {
      this.toggle(this.found[this.active].id);
    } else if (event.key === "Enter" && open && this.found.length === 1) {
      this.toggle(this.found[0].id);
    } else if (event.key === "Escape" && open) {
      this.close();
    } else if (event.key === "Backspace" && this.input.value === "" && this.chosen.length > 0) {
      this.toggle(this.chosen[this.chosen.length - 1]);
      return;
    } else return;
    event.preventDefault();
  }

  mark() {
    const options = this.list.querySelectorAll("[role=option]");
    options.forEach((/** @type {Element} */ one, /** @type {number} */ place) => {
      one.classList.toggle("velger__valg--aktivt", place === this.active);
    });
    const active = options[this.active];
    if (!active) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }
}

/** Return the options that hold the words, those that begin with them first; all without words.
 * @param {Option[]} options @param {string} text */
function search(options, text) {
  const wanted = folded(text.trim());
  if (!wanted) return options;
  const rank = (/** @type {Option} */ one) =>
    folded(one.etikett).startsWith(wanted) || one.id === text.trim() ? 0 : 1;
  const hits = options.filter((one) => folded(`${one.etikett} ${one.tillegg}`).includes(wanted));
  return hits
    .map((one, place) => ({ one, place, rank: rank(one) }))
    .toSorted((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ one }) => one);
}

/** Return text as search compares it: æ, ø and å are letters of their own, other accents fall away.
 * @param {string} text */
function folded(text) {
  return text
    .toLocaleLowerCase("nb")
    .replace(/[^æøå]/g, (letter) => letter.normalize("NFKD").replace(/\p{M}/gu, ""))
    .replaceAll("\u00a0", " ")
    .replaceAll("đ", "d")
    .replaceAll("ŧ", "t");
}
