// @ts-check
// Opens the calculator on the page that has it, and starts its machine when the pointer or the focus
// reaches a link to that page. On other pages nothing of it is fetched.

const PAGE = new URL("../regn-selv/", import.meta.url).href;
const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);

/** @param {Location | HTMLAnchorElement} address */
const isPage = ({ origin, pathname }) => origin + pathname === PAGE;

let opened = false;

async function warm() {
  const client = await import("./runtime/client.js");
  client.warm();
}

/** The machine starts first: it takes longest, and the page's own modules are read meanwhile. */
function open() {
  if (opened || !document.querySelector("regn-selv")) return;
  opened = true;
  warm()
    .then(() => import("./calculator/element.js"))
    .catch((error) => {
      opened = false;
      throw error;
    });
}

/** @param {Event} event */
function reached({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link && isPage(link) && !isPage(location)) void warm();
}

const shown = /** @type {any} */ (window).document$; // the theme's: each page view, the first too
if (shown) shown.subscribe(open);
else open();
if (!connection?.saveData) {
  document.addEventListener("pointerover", reached, { passive: true });
  document.addEventListener("focusin", reached);
}
