// @ts-check
// The code that puts a chart into another site, with the address this site has now, and a button that copies it.

/** What gives each frame the height that its page tells (frame_height.js). It is written out, so that no
 * site must trust a script of this one's; without it the frame has the height its code says. */
const FITTING =
  '<script>addEventListener("message",e=>{for(const f of document.getElementsByTagName("iframe"))' +
  "if(f.contentWindow===e.source&&e.data.tbuHoyde>0)f.height=e.data.tbuHoyde})</script>";

/** Return the code that puts a page in another site's frame. Attributes alone: a strict site has no inline styles.
 * @param {string} address @param {string} title @param {string} height */
export function frameCode(address, title, height) {
  const frame = document.createElement("iframe");
  const size = { width: "100%", height, frameborder: "0" };
  const attributes = { src: address, title, ...size, loading: "lazy" };
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
  return `${frame.outerHTML}\n${FITTING}`;
}

/** Return the code that puts a picture in another site, leading to its page. @param {string} address @param {string} title @param {string} source */
export function pictureCode(address, title, source) {
  const link = document.createElement("a");
  const picture = document.createElement("img");
  const attributes = { src: source, alt: title, width: "100%", loading: "lazy" };
  for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, value);
  link.setAttribute("href", address);
  link.append(picture);
  return link.outerHTML;
}

export class EmbedCode extends HTMLElement {
  connectedCallback() {
    const label = document.createElement("label");
    const code = document.createElement("textarea");
    const copy = document.createElement("button");
    Object.assign(code, { readOnly: true, rows: 6, value: this.#code() });
    code.addEventListener("focus", () => code.select());
    label.append("Kode til å lime inn", code);
    Object.assign(copy, { type: "button", className: "knapp", textContent: "Kopier koden" });
    copy.addEventListener("click", () => this.#copy(code, copy));
    this.replaceChildren(label, copy);
  }

  disconnectedCallback() {
    this.replaceChildren();
  }

  #code() {
    const { adresse = "", tittel = "", hoyde = "", bilde } = this.dataset;
    const [page, picture] = [adresse, bilde ?? ""].map(
      (one) => new URL(one, document.baseURI).href,
    );
    return bilde ? pictureCode(page, tittel, picture) : frameCode(page, tittel, hoyde);
  }

  /** @param {HTMLTextAreaElement} code @param {HTMLButtonElement} button */
  async #copy(code, button) {
    try {
      await navigator.clipboard.writeText(code.value);
      button.textContent = "Kopiert";
    } catch {
      code.select();
      button.textContent = "Merket: kopier med tastaturet";
    }
  }
}
