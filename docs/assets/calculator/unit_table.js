// @ts-check
// Every unit in a table: sorted by any column, found by name, and opened with a click.

import { Announcer } from "../shared/announcer.js";
import { make } from "../shared/dom.js";
import { Grid } from "../shared/grid.js";
import { formatNumber } from "../shared/numbers.js";
import { rowsShown } from "../shared/sorting.js";
import { capital } from "../shared/words.js";
import { explained } from "./derivation.js";
import { kindsOf, mainMeasures, nameOf, withYear } from "./result.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Cell } from "../shared/sorting.js" */
/** @import { Panels } from "./panels.js" */
/** @import { Session } from "./session.js" */
/** @import { Names, Result, Unit } from "./types.js" */
/** @typedef {{ at: number, celler: Cell[] }} Row `at` is the unit's place in the result. */
/** @typedef {import("../shared/sorting.js").Column & { celle: (unit: Unit) => Cell, maal?: string }} Column `maal` is the indicator that the number is of. */

const OPENED = "apnet-enhet-for-enhet";
const FEW = 25;
const NETTO = "netto_driftsresultat";
const SHORTFALL = "merforbruk";

/** @param {Result} result @param {Names} names @param {Session} session @param {Panels} panels Where a number opens. */
export function unitTable({ enheter }, names, session, panels) {
  const kolonner = columnsOf(enheter, names);
  const rader = enheter.map((unit, at) => ({ at, celler: kolonner.map((one) => one.celle(unit)) }));
  const table = { kolonner, rader };
  const asked = { sort: kolonner[0].id, finn: "", tittel: titleOf(enheter), most: FEW };
  const place = make("div", { id: "enhetstabell" });
  const announcer = new Announcer(place);
  const show = (/** @type {Partial<typeof asked>} */ change) => {
    panels.leave(OPENED);
    Object.assign(asked, change);
    grid.show(table, rowsShown(table, asked.sort, asked.finn), asked);
  };
  const link = (/** @type {number} */ at, kind = "", /** @type {Part[]} */ ...words) =>
    make(`button.lenkeknapp${kind}`, { click: () => session.open(at) }, words);
  /** What a unit's number opens to: its lines and their rows, and the way to all of the unit. */
  const opened = (
    /** @type {number} */ at,
    /** @type {string} */ maal,
    /** @type {string} */ words,
  ) => ({
    title: `${withYear(enheter[at])}. ${words}`,
    parts: [
      explained(maal, enheter[at], names, session),
      make("p", link(at, "", "Se alle målene for ", make("bdi", nameOf(enheter[at])))),
    ],
  });
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
      if (slag === "tekst") return link(at, ".radknapp", make("bdi", words));
      return maal && panels.button(words, OPENED, () => opened(at, maal, `${navn}: ${words}`));
    },
  });
  show({});
  place.append(grid.element);
  return [make("h3", { id: "enhet-for-enhet" }, asked.tittel), place, panels.place(OPENED)];
}

/** Returns «Kommune for kommune», or what units of both kinds are. @param {Unit[]} units */
function titleOf(units) {
  const several = new Set(units.map(({ nivaa }) => nivaa)).size > 1;
  const one = kindsOf(units, "");
  return capital(several ? kindsOf(units) : `${one} for ${one}`);
}

/** @param {Unit[]} units @param {Names} names @returns {Column[]} */
function columnsOf(units, names) {
  const used = [...mainMeasures(names), SHORTFALL].filter((id) =>
    units.some((one) => one.indikatorer[id].pst !== null),
  );
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
      navn: `${names.indikatorer[NETTO].navn}, 1000 kr`,
      slag: "tall",
      celle: (one) => number(one.indikatorer[NETTO].belop, 0),
      maal: NETTO,
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
