// @ts-check
// On a page of an older version: the same page in the newest one, or its front page where there is no such page.
// Which version is newest is not known when an old version is built, so it is asked of the list beside the versions.

/** @typedef {{version: string, aliases: string[], properties?: {trukket?: boolean}}} Version */

const NEWEST = "siste";
const WITHDRAWN = "Denne utgaven er trukket tilbake.";
const ELSEWHERE = "Siden finnes ikke der: gå til forsiden av siste utgave";

// The folder of the version; given relative to the page that was opened first, which the module sees.
const config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
const own = new URL(`${config.base}/`, location.href);

/** @param {URL} address */
async function text(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.text() : "";
}

class Newer extends HTMLElement {
  async connectedCallback() {
    /** @type {Version[]} */
    const versions = JSON.parse((await text(new URL("../versions.json", own))) || "[]");
    const newest = versions.find((one) => one.aliases.includes(NEWEST));
    if (newest && this.isConnected) await this.#point(new URL(`../${newest.version}/`, own));
    if (versions.find((one) => one.version === this.dataset.navn)?.properties?.trukket)
      this.#withdrawn();
  }

  /** @param {URL} newest */
  async #point(newest) {
    const link = this.querySelector("a");
    const page = location.href.slice(own.href.length).replace(/[?#].*/, "");
    const there = new URL(page, newest);
    const known = (await text(new URL("sitemap.xml", newest))).includes(`<loc>${there.href}</loc>`);
    if (!link) return;
    link.href = known ? `${there.href}${location.hash}` : newest.href;
    if (!known) link.textContent = ELSEWHERE;
  }

  #withdrawn() {
    const words = this.querySelector("span");
    if (words) words.textContent = WITHDRAWN;
  }
}

if (!customElements.get("tbu-utgave")) customElements.define("tbu-utgave", Newer);

// The theme's choice of version comes when the list is read. Its button shows the version; its name must say it too.
const choice = document.querySelector(".utgavevelger");

function nameChoice() {
  const button = choice?.querySelector(".md-version__current");
  button?.setAttribute("aria-label", `${button.textContent}, velg utgave`);
}

nameChoice();
if (choice) new MutationObserver(nameChoice).observe(choice, { childList: true });
