// @ts-check
// The note's figure on the reader's own units: net operating result before and after what is
// set aside to earmarked funds, year by year.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { figure, pointOf } from "./drawing.js";
import { opening } from "./printed.js";
import { basesOf } from "./result.js";
import { plain } from "./table.js";

/** @import { Opener } from "./many_units.js" */
/** @import { Group, Result } from "./types.js" */

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
  const yearly = grupper.filter((one) => one.aar !== null);
  const whole = Object.entries(WHOLES).find(([id]) => yearly.some((one) => one.inndeling === id));
  if (!whole) return null;
  const groups = yearly
    .filter((one) => one.inndeling === whole[0])
    .toSorted((a, b) => Number(a.aar) - Number(b.aar));
  const data = groups.flatMap(measured);
  if (!data.length) return null;
  const said = data.map(({ rad, pst }) => `${rad}: ${formatNumber(pst, 1)} prosent`).join(". ");
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
      undertittel: `Netto driftsresultat for ${whole[1]}, prosent av driftsinntektene, veid, ${basesOf(enheter)}.`,
      beskrivelse: `Liggende søyler, en for hvert mål og år. ${said}.`,
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
  const headings = ["År", ...shown.map(([, word]) => `${capital(word)} bundne avsetninger`)];
  const rows = groups.map((one) => [
    String(one.aar),
    ...shown.map(([id]) => (one[id]?.vektet ? opening(one, id, 1, PLACE, opener) : "mangler")),
  ]);
  return plain("Tallene i figuren, prosent", headings, rows, { kind: ".tabell--smal" });
}

/** Returns what each of the two measures was, where the year has it. @param {Group} group */
function measured(group) {
  return BARS.flatMap(([maal, word, colour]) => {
    const pst = /** @type {string | null | undefined} */ (group[maal]?.vektet);
    if (pst === null || pst === undefined) return [];
    return [
      {
        maal,
        colour,
        aar: Number(group.aar),
        rad: `${group.aar}, ${word} bundne avsetninger`,
        pst,
      },
    ];
  });
}

/** @param {ReturnType<typeof measured>[number]} one @returns {import("../chart/forms.js").Series} */
function bar({ maal, colour, aar, rad, pst }) {
  const points = [pointOf(aar, pst, `${rad}: ${formatNumber(pst, 1)} prosent.`)];
  return { id: `${maal} ${aar}`, name: rad, colour, points };
}
