// @ts-check
// The shares that section 3's text tells, of the reader's own units, beside the printed ones.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { plain } from "./table.js";

/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./many_units.js").Opener} Opener */

const PLACE = "apnet-andeler";
const NETTO = "netto_driftsresultat";

/** @type {Record<string, (year: number) => string>} */
const WORDS = {
  andel_negativ: (year) => `Negativt netto driftsresultat i ${year}`,
  andel_under_minus_2: (year) => `Lavere enn −2 prosent i ${year}`,
  andel_negativ_begge_aar: (year) => `Negativt både i ${year - 1} og ${year}`,
  andel_svakere: (year) => `Svakere i ${year} enn i ${year - 1}`,
};

/** @param {Result} result @param {Note} note @param {Opener} opener */
export function shares({ grupper }, note, { panels, numbers }) {
  const wholes = grupper.filter((one) => one.inndeling === "alle" && one.aar !== null);
  const rows = wholes.flatMap((one) =>
    Object.keys(WORDS).flatMap((measure) => {
      const share = one[NETTO]?.[measure];
      if (share === null || share === undefined || one.aar === null) return [];
      const printed = note.andeler.find(({ maal, aar }) => maal === measure && aar === one.aar);
      const words = WORDS[measure](one.aar);
      const open = () => numbers.open(one, NETTO, measure, formatNumber(share), words);
      return [
        [
          words,
          panels.button(percent(share), PLACE, open),
          printed ? percent(printed.pst) : "ikke trykt",
        ],
      ];
    }),
  );
  if (!rows.length) return null;
  return [
    make("h3", { id: "andeler" }, "Andeler av kommunene"),
    plain("Prosent av kommunene", ["Andel", "Dine", "Trykt"], rows, { kind: ".tabell--smal" }),
    panels.place(PLACE),
    make(
      "p.noter",
      null,
      "De trykte andelene gjelder kommunene i undersøkelsen, kommunekassen, og er anslag for det siste året.",
    ),
  ];
}

/** @param {string} exact */
const percent = (exact) => `${formatNumber(exact)} %`;
