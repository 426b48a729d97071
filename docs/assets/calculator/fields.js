// @ts-check
// One assumption's control: a list where the values are known, else a line to write on.

import { make } from "../shared/dom.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Assumption} Assumption */

/** @type {Record<string, string>} */
const LABELS = {
  aar: "År",
  ark: "Ark",
  basis: "Grunnlag",
  belopsenhet: "Beløp i",
  desimaltegn: "Desimaltegn",
  folkegrenser: "Grenser",
  folkemengde: "Folkemengde",
  folkemengde_dato: "Dato",
  format: "Format",
  fortegn: "Inntekter er",
  koding: "Tegnsett",
  kolonne: "Kolonne",
  kommunenummer: "Kommunenummer",
  kontoplan: "Kontoplan fra",
  landsdel: "Landsdel",
  navn: "Navn",
  skattearter: "Skattearter",
  skilletegn: "Skilletegn",
  utvalg: "Utvalg",
};

/** @param {Assumption} one @param {Session} session */
export function field(one, session) {
  const id = `valg-${one.id}`;
  const change = (/** @type {Event} */ event) =>
    session.choose(one.id, /** @type {HTMLInputElement} */ (event.target).value.trim());
  const properties = { id, change, "aria-describedby": `om-${one.id}` };
  return [
    make("label", { for: id }, LABELS[one.id] ?? one.id),
    one.valg.length
      ? list(one, properties)
      : make("input", { ...properties, type: "text", autocomplete: "off", value: one.verdi }),
    one.oppgitt &&
      make(
        "button.lenkeknapp",
        { type: "button", id: `angre-${one.id}`, click: () => session.choose(one.id, "") },
        "Angre",
      ),
  ];
}

/** @param {Assumption} one @param {Record<string, unknown>} properties */
function list(one, properties) {
  const known = one.valg.some(({ verdi }) => verdi === one.verdi);
  const first = known
    ? []
    : [make("option", { value: "", selected: true }, one.verdi || "ikke valgt")];
  const options = one.valg.map(({ verdi, etikett }) =>
    make("option", { value: verdi, selected: verdi === one.verdi }, etikett),
  );
  return make("select", properties, first, options);
}
