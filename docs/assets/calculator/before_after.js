// @ts-check
// Figure 3 of the note on the reader's own units: net operating result before and after what is
// set aside to earmarked funds, year by year.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { figure } from "./drawing.js";
import { opening } from "./printed.js";
import { basesOf } from "./result.js";
import { plain } from "./table.js";

/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./many_units.js").Opener} Opener */

/** @type {[string, string, string][]} */
const BARS = [
  ["netto_driftsresultat", "før", "--kommunene"],
  ["netto_driftsresultat_etter_bundne_avsetninger", "etter", "--sammenlikning"],
];
const WHOLES = {
  kommunesektoren: "kommunesektoren",
  alle: "kommunene samlet",
  fylkeskommuner: "fylkeskommunene samlet",
};
const PLACE = "apnet-figur-3-egne-tall";
const SOLID = { tegn: "circle", storrelse: 80, styrke: 1, stiplet: [] };

/** @param {Result} result @param {Opener} opener */
export function beforeAndAfter({ grupper, enheter }, opener) {
  const whole = Object.entries(WHOLES).find(([id]) =>
    grupper.some((one) => one.inndeling === id && one.aar !== null),
  );
  if (!whole) return null;
  const groups = grupper
    .filter((one) => one.inndeling === whole[0])
    .toSorted((a, b) => Number(a.aar) - Number(b.aar));
  const data = groups.flatMap(bars);
  if (!data.length) return null;
  const told = (/** @type {typeof data} */ some) =>
    some.map(({ rad, pst }) => `${rad}: ${formatNumber(pst, 1)} prosent`).join(". ");
  const last = data.filter(({ aar }) => aar === data.at(-1)?.aar);
  const value = (/** @type {string} */ id) =>
    last.filter(({ maal }) => maal === id).map(({ pst }) => `${formatNumber(pst, 1)} prosent`);
  const [[before], [after]] = BARS.map(([id]) => value(id));
  const title = [
    before && `Netto driftsresultat var ${before} i ${last[0].aar}`,
    after && `${after} etter bundne avsetninger`,
  ];
  return [
    make("h3", { id: "figur-3" }, "Før og etter avsetninger til bundne fond"),
    figure({
      id: "figur-3-egne-tall",
      form: "stolper",
      rows: {
        data: data.map((row, nr) => ({ ...row, nr, rekke: nr })),
        linjer: [{ slag: "null", verdi: 0, tekst: "" }],
        etiketter: data.map((row) => ({
          ...row,
          farge: "--blekk",
          tekst: formatNumber(row.pst, 1),
          dx: row.verdi < 0 ? -6 : 6,
          dy: 0,
        })),
      },
      tittel: `${title.filter(Boolean).join(", og ")}.`,
      undertittel: `Netto driftsresultat for ${whole[1]}, prosent av driftsinntektene, vektet, ${basesOf(enheter)}.`,
      beskrivelse: `Liggende søyler, en for hvert mål og år. ${told(data)}.`,
      merknad: after
        ? ""
        : "Avsetninger til bundne fond mangler i filen, så bare resultatet før dem kan tegnes.",
      kilde: "Kilde: egne tall.",
    }),
    inNumbers(groups, opener),
    opener.panels.place(PLACE),
  ];
}

/** Returns the bars' numbers, which open as those of the tables do. @param {Group[]} groups @param {Opener} opener */
function inNumbers(groups, opener) {
  const shown = BARS.filter(([id]) => groups.some((one) => one[id]?.vektet));
  const rows = groups
    .filter(({ aar }) => aar !== null)
    .map((one) => [
      String(one.aar),
      ...shown.map(([id]) => (one[id]?.vektet ? opening(one, id, 1, PLACE, opener) : "mangler")),
    ]);
  return plain(
    "Tallene i figuren, prosent",
    [
      "År",
      ...shown.map(([, word]) => `${word[0].toUpperCase()}${word.slice(1)} bundne avsetninger`),
    ],
    rows,
    { kind: ".tabell--smal" },
  );
}

/** Returns a bar for each of the two measures that the year has. @param {Group} group */
function bars(group) {
  return BARS.flatMap(([maal, word, farge]) => {
    const pst = /** @type {string | null | undefined} */ (group[maal]?.vektet);
    const rad = `${group.aar}, ${word} bundne avsetninger`;
    if (pst === null || pst === undefined || group.aar === null) return [];
    return [
      {
        ...SOLID,
        maal,
        aar: group.aar,
        rad,
        serie: maal,
        farge,
        fyll: farge,
        verdi: Number(pst),
        pst,
        tekst: `${rad}: ${formatNumber(pst, 1)} prosent.`,
      },
    ];
  });
}
