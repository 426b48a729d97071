// @ts-check
// The note's figure on the reader's own units: net operating result before and after what is
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
const PLACE = "apnet-for-og-etter-egne-tall";

/** @param {Result} result @param {Opener} opener */
export function beforeAndAfter({ grupper, enheter }, opener) {
  const whole = Object.entries(WHOLES).find(([id]) =>
    grupper.some((one) => one.inndeling === id && one.aar !== null),
  );
  if (!whole) return null;
  const groups = grupper
    .filter((one) => one.inndeling === whole[0])
    .toSorted((a, b) => Number(a.aar) - Number(b.aar));
  const data = groups.flatMap(measured);
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
    make("h3", { id: "for-og-etter-avsetninger" }, "Før og etter avsetninger til bundne fond"),
    figure({
      id: "for-og-etter-egne-tall",
      form: "stolper",
      chart: { series: data.map(bar), zero: true },
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

/** Returns what each of the two measures was, where the year has it. @param {Group} group */
function measured(group) {
  return BARS.flatMap(([maal, word, colour]) => {
    const pst = /** @type {string | null | undefined} */ (group[maal]?.vektet);
    if (pst === null || pst === undefined || group.aar === null) return [];
    return [{ maal, colour, aar: group.aar, rad: `${group.aar}, ${word} bundne avsetninger`, pst }];
  });
}

/** @param {ReturnType<typeof measured>[number]} one @returns {import("../chart/forms.js").Series} */
function bar({ maal, colour, aar, rad, pst }) {
  const text = formatNumber(pst, 1);
  const point = { year: aar, value: Number(pst), text, words: `${rad}: ${text} prosent.` };
  return { id: `${maal} ${aar}`, name: rad, colour, points: [point] };
}
