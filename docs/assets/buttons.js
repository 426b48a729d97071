// @ts-check
// The theme opens its menu and its search with check boxes that only a pointer reaches.
// These are real buttons for the same boxes; Escape closes the menu and gives the focus back.

const MENU = "__drawer";

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
  button(event.target.id)?.setAttribute("aria-expanded", String(event.target.checked));
  const first = event.target.checked && FIRST[event.target.id];
  if (first) /** @type {HTMLElement | null} */ (document.querySelector(first))?.focus();
});

document.addEventListener("keydown", (event) => {
  const menu = box(MENU);
  if (event.key !== "Escape" || !menu?.checked) return;
  menu.click();
  button(MENU)?.focus();
});
