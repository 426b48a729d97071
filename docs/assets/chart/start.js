// @ts-check
// On every page: the blocks of figures and tables. What draws waits until a chart is in view.

import { Diagram } from "./diagram.js";
import { Tabs } from "./tabs.js";
import { EmbedCode } from "./embed_code.js";

customElements.define("tbu-faner", Tabs);
customElements.define("tbu-diagram", Diagram);
customElements.define("tbu-kode", EmbedCode);
