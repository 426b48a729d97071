// @ts-check
// What the theme does for a pointer only, for the keyboard and for those who listen: real buttons for
// its check boxes, Escape for what it opens, and the focus on the page that a link has brought.

const MENU = "__drawer";
const TIP = "md-tooltip2--active";

/** Where the focus goes when a box opens. @type {Record<string, string>} */
const FIRST = { [MENU]: ".sider a", __search: ".md-search__input" };

/** @param {string} id */
function box(id) {
  return /** @type {HTMLInputElement | null} */ (document.getElementById(id));
}

/** @param {string} id */
function button(id) {
  return /** @type {HTMLElement | null} */ (document.querySelector(`[data-bryter="${id}"]`));
}

document.addEventListener("click", (event) => {
  const pressed = event.target instanceof Element && event.target.closest("[data-bryter]");
  if (pressed) box(pressed.getAttribute("data-bryter") ?? "")?.click();
});

document.addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLInputElement)) return;
  // Of the colours' buttons the theme shows another: the focus goes with it.
  if (event.target.type === "radio" && event.target.name === "__palette")
    return /** @type {HTMLElement | null} */ (event.target.nextElementSibling)?.focus();
  button(event.target.id)?.setAttribute("aria-expanded", String(event.target.checked));
  const first = event.target.checked && FIRST[event.target.id];
  if (first) /** @type {HTMLElement | null} */ (document.querySelector(first))?.focus();
});

// The theme takes Enter on a button for the colours for a press of its own, a second one.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || !(event.target instanceof Element)) return;
    if (event.target.matches("[data-md-component=palette] button")) event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const tip of document.querySelectorAll(`.${TIP}`)) tip.classList.remove(TIP);
  const menu = box(MENU);
  if (!menu?.checked) return;
  menu.click();
  button(MENU)?.focus();
});

// A link opens the next page in place of this one, and the focus would fall to nothing: it goes to the
// heading, which is read out, and the next Tab goes on from there. The theme keeps the page that was
// left, by its side bars' watches of the window's width, for as long as the visit lasts: its content,
// with all that our elements hold, is let go here.
/** @type {Element | null | undefined} */
let shown;
/** @type {any} */ (window).document$?.subscribe(() => {
  const content = document.querySelector("[data-md-component=content]");
  if (shown !== undefined && document.activeElement === document.body && !location.hash) {
    const heading = /** @type {HTMLElement | null} */ (document.querySelector("main h1"));
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
  if (shown?.isConnected === false) shown.replaceChildren();
  shown = content;
});
