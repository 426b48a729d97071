// @ts-check
// On every page: the blocks of figures and tables. What draws waits until a chart is in view.

import { Diagram } from "./diagram.js";
import { Tabs } from "./faner.js";
import { EmbedCode } from "./kode.js";

customElements.define("tbu-faner", Tabs);
customElements.define("tbu-diagram", Diagram);
customElements.define("tbu-kode", EmbedCode);
