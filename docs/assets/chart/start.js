// @ts-check
// On every page: the blocks of figures and tables. What draws waits until a chart is in view.

import "./diagram.js";
import { CopyWords, EmbedCode } from "./copy.js";
import { Tabs } from "./tabs.js";

customElements.define("tbu-faner", Tabs);
customElements.define("tbu-kode", EmbedCode);
customElements.define("tbu-kopi", CopyWords);
