// @ts-check
// The unit in the same table as the note's groups: own population group, own region, the country.

import { make, unseen } from "../shared/dom.js";
import { formatNumber, shown } from "../shared/numbers.js";
import { nameOf } from "./result.js";
import { framed } from "./table.js";

/** @typedef {import("./types.js").Beside} Beside */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

const COLUMNS = [
  "netto_driftsresultat",
  "brutto_driftsresultat_eks_avskrivninger",
  "netto_driftsresultat_etter_bundne_avsetninger",
  "disposisjonsfond",
];

/**
 * @param {Unit} unit
 * @param {Result} result
 * @param {Names} names
 * @param {Beside} beside
 */
export function besideTheNote(unit, result, names, beside) {
  const own = result.enheter.filter(
    (one) => one.kommunenummer_i_dag === unit.kommunenummer_i_dag && one.navn === unit.navn,
  );
  const head = make(
    "tr",
    null,
    make("th.ord", { scope: "col" }, "Hvem"),
    make("th.ord.bredt", { scope: "col" }, "År"),
    make("th.ord.bredt", { scope: "col" }, "Grunnlag"),
    COLUMNS.map((id) => make("th", { scope: "col" }, names.indikatorer[id].navn)),
  );
  const groups = [...new Set(beside.rader.map((one) => one.gruppe))];
  return [
    make("h3", { id: "ved-siden-av-notatet" }, "Ved siden av notatet"),
    framed(
      "Prosent av brutto driftsinntekter",
      head,
      [
        make(
          "tbody.eget",
          null,
          own.map((one) => ownRow(one)),
        ),
        groups.map((name) => group(name, beside)),
      ],
      { name: "Ved siden av notatet", kind: ".tabell--fri.tabell--ved-siden" },
    ),
    make(
      "p.noter",
      null,
      "Trykte tall lenker til cella i notatet. «Utvalget» er kommunene i undersøkelsen. ",
      "Kasse og konsern kan ikke sammenlignes direkte. ",
      beside.folkegruppe?.kilde ?? "",
    ),
  ];
}

/** @param {Unit} unit */
function ownRow(unit) {
  return make(
    "tr",
    null,
    whose(nameOf(unit), unit.aar === null ? "" : String(unit.aar), unit.basis),
    COLUMNS.map((id) => {
      const { pst } = unit.indikatorer[id];
      return pst === null ? missing("mangler") : make("td", null, formatNumber(pst, 1));
    }),
  );
}

/**
 * Returns who, year and basis: three columns, or on a narrow screen one.
 *
 * @param {string} who
 * @param {string} year
 * @param {string} basis
 */
function whose(who, year, basis) {
  return [
    make("th", { scope: "row" }, who, make("span.smalt", null, ` ${year}, ${basis}`)),
    make("td.ord.bredt", null, year),
    make("td.ord.bredt", null, basis),
  ];
}

/** @param {string} name @param {Beside} beside */
function group(name, beside) {
  const rows = beside.rader.filter((one) => one.gruppe === name);
  return make(
    "tbody",
    null,
    make(
      "tr.radgruppe",
      null,
      make("th", { scope: "rowgroup", colspan: 3 + COLUMNS.length }, make("span.fast", null, name)),
    ),
    rows.map((one) =>
      make(
        "tr",
        null,
        whose(
          one.utvalg,
          one.status === "endelig" ? String(one.aar) : `${one.aar}, ${one.status}`,
          one.grunnlag,
        ),
        COLUMNS.map((id) => {
          const printed = one.verdier[id];
          return printed ? cell(printed, one.status) : missing("ikke trykt");
        }),
      ),
    ),
  );
}

/** @param {{ verdi: string, celle: string }} printed @param {string} status */
function cell({ verdi, celle }, status) {
  return make(
    `td${status === "endelig" ? "" : ".anslag"}`,
    null,
    make("a.trykt", { href: `../${celle}` }, shown(verdi)),
  );
}

/** @param {string} why */
function missing(why) {
  return make("td.mangler", null, make("span", { "aria-hidden": "true" }, ".."), unseen(why));
}
