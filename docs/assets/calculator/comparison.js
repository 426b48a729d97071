// @ts-check
// The unit in the same table as the note's groups: own population group, own region, the country.

import { make, missing } from "../shared/dom.js";
import { formatNumber, shown } from "../shared/numbers.js";
import { mainMeasures, nameOf, partWords, sameName } from "./result.js";
import { column, framed, printedCell, remarkNotes, rowGroup } from "./table.js";

/** @import { Comparison, Names, Note, Result, Unit } from "./types.js" */

/** @param {Unit} unit @param {Result} result @param {Names} names @param {Comparison} found @param {Note | null} note */
export function besideTheNote(unit, result, names, { rader, innbyggergruppe }, note) {
  const measures = mainMeasures(names);
  const head = make(
    "tr",
    column("Hvem", ".ord"),
    column("År", ".ord.bredt"),
    column("Grunnlag", ".ord.bredt"),
    ...measures.map((id) => column(names.indikatorer[id].navn)),
  );
  const own = result.enheter
    .filter((one) => sameName(one) === sameName(unit) || partWords(one, unit))
    .map((one) => [
      whose(nameOf(one), String(one.aar ?? ""), one.basis),
      measures.map((id) => {
        const { pst } = one.indikatorer[id];
        return pst === null ? missing("mangler") : make("td", formatNumber(pst, 1));
      }),
    ]);
  const rowsOf = (/** @type {string} */ group) =>
    rader
      .filter(({ gruppe }) => gruppe === group)
      .map(({ utvalg, aar, status, grunnlag, naer, verdier }) =>
        make(
          `tr${naer ? "" : ".bare-skjerm"}`,
          whose(utvalg, status === "endelig" ? String(aar) : `${aar}, ${status}`, grunnlag),
          measures.map((id) => {
            const printed = verdier[id];
            if (!printed) return missing("ikke trykt");
            return printedCell({ ...printed, status }, shown(printed.verdi));
          }),
        ),
      );
  const ownRows = own.map((cells) => make("tr", cells));
  const groups = [...new Set(rader.map(({ gruppe }) => gruppe))].map((name) =>
    make("tbody", rowGroup(name, 3 + measures.length), rowsOf(name)),
  );
  return [
    make("h3", { id: "ved-siden-av-notatet" }, "Sammenlignet med notatet"),
    framed("Prosent av brutto driftsinntekter", head, [make("tbody.eget", ownRows), groups], {
      name: "Sammenlignet med notatet",
      kind: ".tabell--ved-siden",
    }),
    remarkNotes(
      rader.flatMap(({ gruppe, aar, verdier }) =>
        measures.map((id) => [`${gruppe}, ${aar}`, verdier[id]?.merknad]),
      ),
    ),
    make(
      "p.noter",
      "Trykte tall lenker til stedet i notatet. Kasse og konsern kan ikke sammenlignes direkte. ",
      // The gap is of municipalities.
      unit.nivaa === "kommune" && note?.avstand && [apart(note.avstand), " "],
      innbyggergruppe?.kilde ?? "",
    ),
  ];
}

/** Returns how far the bases are apart on average, with the way to where the note says so. @param {{ pst: string, side: string }} gap */
function apart({ pst, side }) {
  const way = pst.startsWith("-") ? "under" : "over";
  const words = `${shown(pst.replace("-", ""))} prosentpoeng`;
  const source = side ? make("a", { href: `../${side}` }, words) : words;
  return ["I snitt har kommunenes konserntall ligget ", source, ` ${way} kommunekassens.`];
}

/** Returns who, year and basis: three columns, or on a narrow screen one. @param {string} who @param {string} year @param {string} basis */
const whose = (who, year, basis) => [
  make("th", { scope: "row" }, who, make("span.smalt", ` ${year}, ${basis}`)),
  make("td.ord.bredt", year),
  make("td.ord.bredt", basis),
];
