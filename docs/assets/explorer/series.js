// @ts-check
// A panel's series as a chart takes them: named, coloured, with each value in words.
import { SIGN } from "../shared/dom.js";
import { shown } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { levels } from "./levels.js";
import { pairs } from "./panels.js";

/** @import { Chart, Point } from "../chart/forms.js" */
/** @import { Chosen } from "./choose.js" */
/** @import { Pack, Value } from "./pack.js" */
/** @import { Panel } from "./panels.js" */
/** @typedef {(one: Chosen) => string} Name */

const SECTORS = ["kommunesektoren", "kommunene", "fylkeskommunene"];
const FIRM = "endelig";

/** Returns what a panel draws. @param {Pack} pack @param {Panel} panel @param {Name} name @returns {Chart} */
export function chartOf(pack, panel, name) {
  if (panel.maal.length === 2 && panel.paired) return pairOf(pack, panel);
  const first = firstOfEach();
  return {
    series: panel.serier.map((one) => {
      const points = panel.aar
        .filter((year) => first(one, year))
        .flatMap((year) => point(one, year, name(one)));
      const marked = points.some(({ part }) => part) ? "*" : "";
      return { ...about(pack, one), name: `${name(one)}${marked}`, points };
    }),
    levels: levels(pack, panel.serier, panel.aar),
  };
}

/** @param {Pack} pack @param {Panel} panel @returns {Chart} */
function pairOf(pack, panel) {
  const [year] = panel.aar;
  const own = firstOfEach();
  const [first, second] = panel.maal.map((id) => panel.serier.filter((one) => one.maal === id));
  return {
    series: pairs(panel.serier, panel.maal, year)
      .filter(([across]) => own(across, year))
      .map(([across, up]) => {
        const one = { ...about(pack, across), id: across.hvem };
        return { ...one, points: [both(pack, across, up, year, one.name)] };
      }),
    levels: levels(pack, second, panel.aar),
    upright: levels(pack, first, panel.aar),
  };
}

/** Return a test that holds for one part alone of a unit that was split: among all units it was one.
 * @returns {(one: Chosen, year: number) => boolean} */
function firstOfEach() {
  /** @type {Set<string>} */
  const met = new Set();
  return ({ maal, fraSett, verdier }, year) => {
    const { helhet = "" } = verdier.get(year) ?? {};
    const key = `${maal}|${helhet}|${year}`;
    if (!helhet || !fraSett) return true;
    return !met.has(key) && Boolean(met.add(key));
  };
}

/** @param {Pack} pack @param {Chosen} one */
function about(pack, one) {
  const who = pack.hvem.get(one.hvem);
  return {
    id: one.nr,
    name: who?.etikett ?? one.hvem,
    short: who?.kort,
    colour: colour(pack, one.hvem),
    faint: one.fraSett,
    diamond: who?.slag === "gruppe",
  };
}

/** @param {Pack} pack @param {string} hvem */
function colour(pack, hvem) {
  if (SECTORS.includes(hvem)) return `--${hvem}`;
  if (hvem === "fastlands-norge") return "--sammenlikning";
  return pack.hvem.get(hvem)?.slag === "fylkeskommune" ? "--fylkeskommunene" : "--kommunene";
}

/** @param {Chosen} one @param {number} year @param {string} name @returns {Point[]} */
function point(one, year, name) {
  const value = one.verdier.get(year);
  if (!value || value.tegnet === null) return [];
  const text = shown(value.verdi);
  const rest = [one.grunnlag, value.status].filter(Boolean).join(", ");
  const remark = value.merknad && `${SIGN} ${value.merknad}`;
  const part = value.med ? `med ${value.med}` : "";
  const who = [name, part].filter(Boolean).join(" ");
  const words = `${who}, ${year}: ${text} ${one.enhet}. ${capital(rest)}. ${remark}`.trim();
  const status = value.status === FIRM ? "" : value.status;
  return [{ year, value: value.tegnet, text, words, status, part, remarked: remark !== "" }];
}

/** @param {Pack} pack @param {Chosen} across @param {Chosen} up @param {number} year @param {string} name @returns {Point} */
function both(pack, across, up, year, name) {
  const [x, y] = [across, up].map((one) => /** @type {Value} */ (one.verdier.get(year)));
  const said = (/** @type {Chosen} */ one, /** @type {Value} */ value) =>
    `${pack.maal.get(one.maal)?.etikett}: ${shown(value.verdi)} ${one.enhet}`;
  const who = x.med ? `${name} med ${x.med}` : name;
  const remarks = [x, y].map(({ merknad }) => merknad && ` ${SIGN} ${merknad}`).join("");
  return {
    year,
    remarked: remarks !== "",
    across: Number(x.tegnet),
    value: Number(y.tegnet),
    text: shown(y.verdi),
    words: `${who}, ${year}. ${said(across, x)}. ${said(up, y)}.${remarks}`,
    status: [x, y].find(({ status }) => status !== FIRM)?.status,
  };
}
