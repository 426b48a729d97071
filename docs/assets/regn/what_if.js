// @ts-check
// «Hva om»: sliders for income, expenses, interest and use of the fund, and the indicators at once.
// The core does the sums; a slider moved on before its answer came waits only for the last one.

import { make, redraw } from "./dom.js";
import { formatNumber } from "./numbers.js";
import { plain } from "./table.js";

/** @typedef {import("./dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Unit} Unit */
/** @typedef {import("./types.js").Measured} Measured */
/** @typedef {{ endringer: Record<string, { navn: string, grunnlag: string | null, belop: string }>, indikatorer: Record<string, Measured> }} Changed */

/** @typedef {{ id: string, navn: string, min: number, max: number, step: number, plus: boolean }} Slider */

/** @type {Slider[]} */
const SLIDERS = [
  { id: "inntekt", navn: "Skatteinntekter", min: -10, max: 10, step: 0.5, plus: true },
  { id: "utgifter", navn: "Driftsutgifter", min: -5, max: 5, step: 0.25, plus: true },
  { id: "rente", navn: "Renteutgifter", min: -50, max: 100, step: 5, plus: true },
  { id: "fond", navn: "Fondet dekker, inntil", min: 0, max: 100, step: 5, plus: false },
];

/** @param {State} state @param {Session} session @returns {Part} */
export function whatIf({ result, names, unit: at }, session) {
  const unit = result?.enheter[at];
  if (!unit || !names || unit.indikatorer.netto_driftsresultat.belop === null) return null;
  /** @type {Record<string, string>} */
  const chosen = {};
  const place = make("div", null);
  const outputs = Object.fromEntries(SLIDERS.map(({ id }) => [id, make("output.hva__verdi", { for: `hva-${id}` })]));
  const told = make("p.skjult", { role: "status" });
  const update = latest(async () => {
    const found = await session.ask("what_if_json", { enhet: unit, endringer: chosen });
    if (!found) return;
    say(found, chosen, outputs);
    redraw(place, table(unit, names, found));
    const { pst } = found.indikatorer.netto_driftsresultat;
    told.textContent = Object.keys(chosen).length && pst ? `Netto driftsresultat ${formatNumber(pst, 1)} prosent.` : "";
  });
  const sliders = SLIDERS.map((one) => control(one, outputs[one.id], (value) => {
    chosen[one.id] = value;
    update();
  }));
  const reset = () => {
    for (const slider of sliders) /** @type {HTMLInputElement} */ (slider.querySelector("input")).value = "0";
    for (const id of Object.keys(chosen)) delete chosen[id];
    update();
  };
  update();
  return [
    make("h2", { id: "hva-om" }, "Hva om"),
    make("p", null, "Flytt på inntekter, utgifter og renter, og se målene. Et svakere resultat dekkes av disposisjonsfondet så langt du lar det; resten blir merforbruk, som må dekkes inn innen to år."),
    make("div.hva", null, sliders),
    make("p", null, make("button.knapp", { type: "button", id: "hva-nullstill", click: reset }, "Nullstill")),
    told,
    place,
  ];
}

/** @param {Slider} one @param {HTMLElement} output @param {(value: string) => void} take */
function control({ id, navn, min, max, step }, output, take) {
  const input = (/** @type {Event} */ event) => take(/** @type {HTMLInputElement} */ (event.target).value);
  return make("div.hva__ett", null,
    make("label", { for: `hva-${id}`, id: `hva-navn-${id}` }, navn),
    make("input", { id: `hva-${id}`, type: "range", min, max, step, value: 0, input }),
    output);
}

/** @param {Changed} found @param {Record<string, string>} chosen @param {Record<string, HTMLElement>} outputs */
function say({ endringer }, chosen, outputs) {
  for (const { id, plus } of SLIDERS) {
    const percent = `${formatNumber(chosen[id] ?? "0", chosen[id]?.split(".")[1]?.length ?? 0, { plus })} %`;
    const change = endringer[id];
    const slider = /** @type {HTMLInputElement | null} */ (document.getElementById(`hva-${id}`));
    const missing = change?.grunnlag === null;
    if (slider) slider.disabled = missing;
    if (slider) slider.setAttribute("aria-valuetext", percent);
    const label = document.getElementById(`hva-navn-${id}`);
    if (label && change) label.textContent = change.navn;
    outputs[id].textContent = missing ? "mangler i filen" : change ? `${percent} (${formatNumber(change.belop, 0, { plus: true })} tusen kroner)` : `${percent} av fondet`;
  }
}

/** @param {Unit} unit @param {Names} names @param {Changed} found */
function table(unit, names, { indikatorer }) {
  const percent = (/** @type {string | null} */ pst) => (pst === null ? "mangler" : `${formatNumber(pst, 1)} %`);
  const amount = (/** @type {string | null} */ belop) => (belop === null ? "mangler" : formatNumber(belop));
  const rows = Object.entries(indikatorer).map(([id, after]) => {
    const now = unit.indikatorer[id];
    return [names.indikatorer[id].navn, percent(now.pst), percent(after.pst), amount(now.belop), amount(after.belop)];
  });
  return plain("Nå og med endringene", ["Mål", "Nå", "Da", "Nå, 1000 kr", "Da, 1000 kr"], rows, { kind: ".tabell--hva" });
}

/**
 * Returns a function that does the work, and does it once more at the end if it was asked meanwhile.
 *
 * @param {() => Promise<void>} work
 */
function latest(work) {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work();
    }
    running = false;
  };
}
