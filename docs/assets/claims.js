// @ts-check
// A number in the text opens what it was tested against, where it stands. Without this script it
// is a link to the same words in the list below; they are shown from there, so they are said once.

import { make } from "./shared/dom.js";

const GAP = 8;
const OPENER = "a.utsagn";

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

/** Shows what is said of a claim beside the words that opened it. @param {HTMLAnchorElement} opener */
function open(opener) {
  const said = document.getElementById(decodeURIComponent(opener.hash.slice(1)));
  if (!said) return false;
  const box = make(
    "div.utsagn__boks",
    { popover: "auto", role: "dialog", "aria-label": "Påstanden, prøvd", tabindex: "-1" },
    [...said.children].map((part) => part.cloneNode(true)),
  );
  box.addEventListener("toggle", ({ newState }) => {
    opener.setAttribute("aria-expanded", String(newState === "open"));
    if (newState === "closed") box.remove();
  });
  opener.after(box);
  box.showPopover();
  place(box, opener.getClientRects()[0]);
  box.focus({ preventScroll: true });
  return true;
}

/** Below the words, or above them where there is no room; it moves with the page. @param {HTMLElement} box @param {DOMRect} words */
function place(box, words) {
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(
    GAP,
    Math.min(words.left, document.documentElement.clientWidth - width - GAP),
  );
  const below = words.bottom + GAP;
  const fits = below + height < innerHeight || words.top < height + GAP;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${(fits ? below : words.top - GAP - height) + scrollY}px`;
}

document.addEventListener("pointerover", announce);
document.addEventListener("focusin", announce);
document.addEventListener(
  "click",
  (event) => {
    const opener = openerAt(event.target);
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey || !open(opener)) return;
    event.preventDefault();
    event.stopPropagation(); // the theme would follow the link
  },
  { capture: true },
);
document.addEventListener("keydown", (event) => {
  const opener = event.key === " " ? openerAt(event.target) : null;
  if (!opener) return;
  event.preventDefault();
  opener.click();
});
