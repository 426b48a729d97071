// @ts-check
// What is copied from below a chart: words, and the code that puts it into another site, with the
// address this site has now. Without the script, words can still be selected.

import { make } from "../shared/dom.js";

/** What gives each frame the height that its page tells (frame_height.js). It is written out, so that no
 * site must trust a script of this one's; without it the frame has the height its code says. */
const FITTING =
  '<script>addEventListener("message",e=>{for(const f of document.getElementsByTagName("iframe"))' +
  "if(f.contentWindow===e.source&&e.data.tbuHoyde>0)f.height=e.data.tbuHoyde})</script>";

/** Return the code that puts a page in another site's frame. Attributes alone: a strict site has no inline styles.
 * @param {string} src @param {string} title @param {string} height */
export function frameCode(src, title, height) {
  const size = { width: "100%", height, frameborder: "0" };
  return `${make("iframe", { src, title, ...size, loading: "lazy" }).outerHTML}\n${FITTING}`;
}

/** Return the code that puts a picture in another site, leading to its page. @param {string} href @param {string} alt @param {string} src */
function pictureCode(href, alt, src) {
  return make("a", { href }, make("img", { src, alt, width: "100%", loading: "lazy" })).outerHTML;
}

/** Return a button that copies; where the browser will not, the words are marked for the reader to.
 * @param {import("../shared/dom.js").Part} name @param {() => string} words @param {() => void} mark */
export function copier(name, words, mark) {
  const done = make("span", { role: "status" });
  const click = async () => {
    try {
      await navigator.clipboard.writeText(words());
      done.textContent = " Kopiert.";
    } catch {
      mark();
      done.textContent = " Merket: kopier med tastaturet.";
    }
  };
  return make("p.knapper", make("button.knapp", { click }, name), done);
}

export class EmbedCode extends HTMLElement {
  connectedCallback() {
    const code = make("textarea", { readonly: true, rows: 6, focus: () => code.select() });
    code.value = this.#code();
    this.replaceChildren(
      make("label", "Kode til å lime inn", code),
      copier(
        "Kopier koden",
        () => code.value,
        () => code.select(),
      ),
    );
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
}

export class CopyWords extends HTMLElement {
  connectedCallback() {
    const words = () => this.querySelector("pre, p")?.textContent ?? "";
    const mark = () => getSelection()?.selectAllChildren(this.firstElementChild ?? this);
    const what = make("span.skjult", ` (${this.dataset.navn})`);
    this.button = copier(["Kopier", what], words, mark);
    this.append(this.button);
  }

  disconnectedCallback() {
    this.button?.remove();
    this.button = undefined; // the theme keeps the page that was left
  }
}
