// @ts-check
// Opens the calculator on the page that has it, and on no other. The machine starts first: it takes
// longest, and the page's own modules, which are many, are read meanwhile.

/** @type {Promise<unknown> | null} */
let _opened = null;

async function load() {
  const { warm } = await import("./runtime/client.js");
  warm();
  await import("./calculator/element.js");
}

function open() {
  if (!document.querySelector("regn-selv")) return;
  _opened ??= load().catch((error) => {
    _opened = null;
    throw error;
  });
}

const shown = /** @type {any} */ (window).document$; // the theme's: each page view, the first too
if (shown) shown.subscribe(open);
else open();
