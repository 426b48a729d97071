// @ts-check
// On every page: what the blocks of figures and tables need. Vega itself waits until a chart is in view.

import { Tabs } from "./faner.js";

customElements.define("tbu-faner", Tabs);
