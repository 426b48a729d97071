// @ts-check
// Every unit in a table: sorted by any column, found by name, and opened with a click.

import { Announcer } from "../shared/announcer.js";
import { make } from "../shared/dom.js";
import { Grid } from "../shared/grid.js";
import { formatNumber } from "../shared/numbers.js";
import { rowsShown } from "../shared/sorting.js";
import { explained } from "./derivation.js";
import { nameOf } from "./result.js";

/** @typedef {import("./panels.js").Panels} Panels */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */
/** @typedef {import("../shared/sorting.js").Cell} Cell */
/** @typedef {{ at: number, celler: Cell[] }} Row `at` is the unit's place in the result. */
/** @typedef {import("../shared/sorting.js").Column & { celle: (unit: Unit) => Cell, maal?: string }} Column `maal` is the indicator that the number is of. */

const OPENED = "apnet-enhet-for-enhet";
const FEW = 25;
const SHOWN = [
  "netto_driftsresultat",
  "brutto_driftsresultat_eks_avskrivninger",
  "netto_driftsresultat_etter_bundne_avsetninger",
  "disposisjonsfond",
];

/** @param {Result} result @param {Names} names @param {Session} session @param {Panels} panels Where a number opens. */
export function unitTable(result, names, session, panels) {
  const kolonner = columnsOf(result, names);
  const table = {
    kolonner,
    rader: result.enheter.map((unit, at) => ({
      at,
      celler: kolonner.map(({ celle }) => celle(unit)),
    })),
  };
  const asked = { sort: kolonner[0].id, finn: "", tittel: "Enhet for enhet", most: FEW };
  const place = make("div", { id: "enhetstabell" });
  const announcer = new Announcer(place);
  const show = (/** @type {Partial<typeof asked>} */ change) => {
    panels.leave(OPENED);
    Object.assign(asked, change);
    grid.show(table, rowsShown(table, asked.sort, asked.finn), asked);
  };
  /** @type {Grid<Row, Column>} */
  const grid = new Grid({
    felt: "finn-enhet",
    ledetekst: "Finn",
    tittel: "enhet-for-enhet",
    kind: "tabell--fri",
    onsort: (sort) => show({ sort }),
    onfind: (finn) => show({ finn }),
    onall: () => show({ most: Infinity }),
    say: (words) => announcer.say(words),
    inside: ({ at }, { slag, maal, navn }, words) => {
      if (slag === "tekst")
        return make(
          "button.lenkeknapp.radknapp",
          { type: "button", click: () => session.open(at) },
          make("bdi", null, words),
        );
      return (
        maal &&
        panels.button(words, OPENED, () =>
          openedTo(maal, `${navn}: ${words}`, at, result.enheter[at], names, session),
        )
      );
    },
  });
  show({});
  place.append(grid.element);
  return [make("h3", { id: "enhet-for-enhet" }, asked.tittel), place, panels.place(OPENED)];
}

/**
 * Returns what one unit's number opens to: its lines and their rows, and the way to all of the unit.
 *
 * @param {string} maal
 * @param {string} words The number and what it is of.
 * @param {number} at
 * @param {Unit} unit
 * @param {Names} names
 * @param {Session} session
 */
function openedTo(maal, words, at, unit, names, session) {
  const name = nameOf(unit);
  return {
    title: `${name}${unit.aar === null ? "" : ` ${unit.aar}`}. ${words}`,
    parts: [
      explained(maal, unit, names, session),
      make(
        "p",
        null,
        make(
          "button.lenkeknapp",
          { type: "button", click: () => session.open(at) },
          "Se alle målene for ",
          make("bdi", null, name),
        ),
      ),
    ],
  };
}

/** @param {Result} result @param {Names} names @returns {Column[]} */
function columnsOf({ enheter }, names) {
  const used = SHOWN.filter((id) => enheter.some((one) => one.indikatorer[id].pst !== null));
  return [
    {
      id: "navn",
      navn: "Navn",
      slag: "tekst",
      celle: (one) => ({ tekst: nameOf(one), tall: null, tillegg: one.kommunenummer ?? "" }),
    },
    {
      id: "aar",
      navn: "År",
      slag: "tall",
      celle: ({ aar }) => ({ tekst: String(aar ?? ""), tall: aar }),
    },
    {
      id: "folkemengde",
      navn: "Folkemengde",
      slag: "tall",
      celle: ({ folkemengde }) => number(folkemengde === null ? null : String(folkemengde), 0),
    },
    {
      id: "belop",
      navn: "Netto driftsresultat, 1000 kr",
      slag: "tall",
      celle: (one) => number(one.indikatorer.netto_driftsresultat.belop, 0),
      maal: "netto_driftsresultat",
    },
    ...used.map(
      (id) =>
        /** @type {Column} */ ({
          id,
          navn: `${names.indikatorer[id].navn}, prosent`,
          slag: "tall",
          celle: (one) => number(one.indikatorer[id].pst, 1),
          maal: id,
        }),
    ),
  ];
}

/** @param {string | null} exact @param {number} decimals @returns {Cell} */
const number = (exact, decimals) =>
  exact === null
    ? { tekst: "", tall: null }
    : { tekst: formatNumber(exact, decimals), tall: Number(exact) };
