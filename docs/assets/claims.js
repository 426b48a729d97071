// @ts-check
// A number in the text opens what it was tested against, where it stands, and a term what it means.
// Without this script each is a link to the same words, in the list below or in the glossary; they
// are shown from there, so they are said once. It takes a press: nothing covers the text by itself.

import { anchorOf, make } from "./shared/dom.js";
import { once } from "./shared/once.js";
import { openBox } from "./shared/popover.js";

const TERM = "a.begrep";
const OPENER = `a.utsagn, ${TERM}`;

/** @param {EventTarget | null} target */
const openerAt = (target) =>
  /** @type {HTMLAnchorElement | null} */ (
    target instanceof Element ? target.closest(OPENER) : null
  );

/** Tells assistive technology what a press does, as soon as it may come. @param {Event} event */
function announce({ target }) {
  const opener = openerAt(target);
  if (opener && !opener.hasAttribute("role")) {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-haspopup", "dialog");
    opener.setAttribute("aria-expanded", "false");
  }
}

/** What is said of a claim, in the list below. @param {HTMLAnchorElement} opener */
const ofClaim = (opener) =>
  [...(document.getElementById(anchorOf(opener))?.children ?? [])].map((part) =>
    part.cloneNode(true),
  );

/** The glossary's page, fetched when a first term is opened. */
const glossary = once(async () => {
  const { href } = /** @type {HTMLAnchorElement} */ (document.querySelector(TERM));
  const answer = await fetch(href.split("#")[0]);
  if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
});

/** What the glossary says of a term, its links made whole. @param {HTMLAnchorElement} opener */
async function ofTerm(opener) {
  const { href } = opener;
  const term = (await glossary()).getElementById(anchorOf(opener));
  const next = term?.nextElementSibling;
  if (!term || !next) return [];
  const said = document.importNode(next, true);
  for (const link of said.querySelectorAll("a"))
    link.href = new URL(link.getAttribute("href") ?? "", href).href;
  const parts = said.querySelector("p") ? [...said.childNodes] : [make("p", [...said.childNodes])];
  return [
    make("p", make("b", term.textContent ?? "")),
    ...parts,
    make("p", make("a", { href }, "Ordliste")),
  ];
}

/** Opens what is said beside the words; follows the link where nothing is. @param {HTMLAnchorElement} opener */
async function open(opener) {
  const isTerm = opener.matches(TERM);
  const said = isTerm ? await ofTerm(opener).catch(() => []) : ofClaim(opener);
  if (said.length) show(opener, isTerm ? "Ordforklaring" : "Påstanden, prøvd", said);
  else location.assign(opener.href);
}

/** @param {HTMLAnchorElement} opener @param {string} name @param {Node[]} said */
function show(opener, name, said) {
  const toggled = (/** @type {boolean} */ open) =>
    opener.setAttribute("aria-expanded", String(open));
  openBox(name, said, { host: opener, at: opener, toggled });
}

document.addEventListener("pointerover", announce);
document.addEventListener("focusin", announce);
document.addEventListener(
  "click",
  (event) => {
    const opener = openerAt(event.target);
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would follow the link
    open(opener);
  },
  { capture: true },
);
document.addEventListener("keydown", (event) => {
  const opener = event.key === " " ? openerAt(event.target) : null;
  if (!opener) return;
  event.preventDefault();
  opener.click();
});
