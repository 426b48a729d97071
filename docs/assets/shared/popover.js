// @ts-check
// A box beside what was pressed: it takes the focus, Escape or a press elsewhere puts it away, and the
// focus goes back. It takes a press: nothing covers the text by itself.

import { make } from "./dom.js";

const GAP = 8;

/**
 * Opens a box with content, below the words that were pressed, or above them where there is no room.
 * @param {string} name What it is, to those who listen.
 * @param {import("./dom.js").Part} said
 * @param {{host: Element, at: Element, focus?: HTMLElement, toggled: (open: boolean) => void}} about
 *   `host`: after which element it stands in the page; `at`: beside which it is seen.
 */
export function openBox(name, said, { host, at, focus, toggled }) {
  const box = make(
    "div.utsagn__boks",
    { popover: "auto", role: "dialog", "aria-label": name, tabindex: "-1" },
    said,
  );
  box.addEventListener("toggle", ({ newState }) => {
    toggled(newState === "open");
    if (newState === "closed") box.remove();
  });
  host.after(box);
  box.showPopover();
  place(box, at.getClientRects()[0]);
  (focus ?? box).focus({ preventScroll: true });
}

/** It moves with the page. @param {HTMLElement} box @param {DOMRect} words */
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
