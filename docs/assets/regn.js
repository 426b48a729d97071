// @ts-check
// Opens the calculator's modules on the page that has it, and on no other.

const open = () => void (document.querySelector("regn-selv") && import("./regn/element.js"));
const shown = /** @type {any} */ (window).document$; // the theme's: each page view, the first too
if (shown) shown.subscribe(open);
else open();
