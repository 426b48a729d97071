// @ts-check
// Starts the calculator when someone is about to use it: its page is open, or the pointer or the
// focus reaches a link to it. On other pages nothing of it is fetched.

const PAGE = new URL("../../regn-selv/", import.meta.url).pathname;
const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);

/** @param {URL | Location} address */
const isCalculator = ({ origin, pathname }) => origin === location.origin && pathname === PAGE;

async function start() {
  const { warm } = await import("./client.js");
  warm();
}

/** @param {Event} event */
function reached({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (!link || isCalculator(location) || !isCalculator(new URL(link.href))) return;
  void start();
}

if (isCalculator(location)) void start();
if (!connection?.saveData) {
  document.addEventListener("pointerover", reached, { passive: true });
  document.addEventListener("focusin", reached);
}
