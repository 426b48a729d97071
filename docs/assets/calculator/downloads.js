// @ts-check
// What the reader takes away: the numbers as files or on the clipboard, the page on paper, and the
// file itself remembered on this machine, if asked to.

import { DIALECTS, asText } from "../shared/csv.js";
import { make } from "../shared/dom.js";
import { saveText } from "../shared/save.js";
import { measureRows, unitRows } from "./export.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */

const NAME = "regn-selv";

/** @param {State} state @param {Session} session @returns {Part} */
export function takeaway(state, session) {
  const { result, names, text } = state;
  const unit = result?.enheter[state.unit];
  if (!result || !names || !result.enheter.length) return null;
  const rows = () => unitRows(result, names); // made when asked for
  const button = (
    /** @type {string} */ id,
    /** @type {string} */ words,
    /** @type {() => void} */ click,
  ) => make("button.knapp", { type: "button", id, click }, words);
  return [
    make("h2", { id: "ta-med" }, "Ta med tallene"),
    make(
      "p.knapperad",
      null,
      button("ta-kopi", "Kopier tallene", () =>
        session.copy(asText(unit ? measureRows(unit, names) : rows(), DIALECTS.tab)),
      ),
      button("ta-excel", "CSV for Excel", () =>
        saveText(`${NAME}-excel.csv`, asText(rows(), DIALECTS.excel), "text/csv"),
      ),
      button("ta-csv", "CSV", () =>
        saveText(`${NAME}.csv`, asText(rows(), DIALECTS.csv), "text/csv"),
      ),
      button("ta-json", "JSON", () => saveText(`${NAME}.json`, `${text}\n`, "application/json")),
      button("ta-trykk", "Skriv ut", () => window.print()),
    ),
    make(
      "p.noter",
      null,
      "JSON-filen er den samme, byte for byte, som ",
      make("code", null, "sitegen compute --json"),
      " gir. Adressen til siden holder innstillingene, aldri tallene.",
    ),
    make(
      "p.husk",
      null,
      make("input", {
        type: "checkbox",
        id: "regn-husk",
        checked: state.remembered,
        change: (/** @type {Event} */ event) =>
          session.remember(/** @type {HTMLInputElement} */ (event.target).checked),
      }),
      make(
        "label",
        { for: "regn-husk" },
        state.files.length > 1
          ? "Husk filene på denne maskinen til jeg fjerner dem"
          : "Husk filen på denne maskinen til jeg fjerner den",
      ),
    ),
  ];
}
