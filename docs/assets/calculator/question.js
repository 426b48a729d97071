// @ts-check
// The one question that must be answered before a number is shown, with the number each answer gives.

import { button, make } from "../shared/dom.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Answer, Question } from "./types.js" */

/** @param {State} state @param {Session} session @returns {Part} */
export function question({ result, chosen }, session) {
  const asked = result?.sporsmal;
  if (!asked) return null;
  const confirm = () => session.answer("bekreftet", confirmed(chosen.bekreftet, asked.merke));
  return [
    make("h2", { id: "sporsmal", tabindex: "-1" }, asked.tekst),
    make("p", { id: "sporsmal-hvorfor" }, asked.hvorfor),
    asked.valg !== "bekreftet" &&
      (asked.svar.length ? answers(asked, session) : ownAnswer(asked, session)),
    make(
      "p.sporsmal__likevel",
      "Tallene vises ikke før dette er avklart. Er de riktige slik de er lest, kan du ",
      make("button.lenkeknapp", { id: "sporsmal-likevel", click: confirm }, "bruke dem likevel"),
      ".",
    ),
  ];
}

/** Returns the doubts that are confirmed, and one more. @param {string | undefined} before @param {string} mark */
const confirmed = (before, mark) => [before, mark].filter(Boolean).join(",");

/** @param {Question} asked @param {Session} session */
function answers({ valg, svar }, session) {
  return make(
    "ul.sporsmal__svar",
    { "aria-labelledby": "sporsmal" },
    svar.map((one, at) =>
      make(
        "li",
        make(
          `button.knapp${at === 0 && one.holder ? ".knapp--hoved" : ""}`,
          { id: `svar-${at}`, click: () => session.answer(valg, one.husk) },
          one.etikett,
        ),
        make("span.sporsmal__tall", outcome(one, at === 0)),
      ),
    ),
  );
}

/** Returns what an answer leads to; nothing where it is not tried. @param {Answer} one @param {boolean} first */
function outcome({ holder, tall }, first) {
  if (holder === null) return null;
  if (!holder) return tall || "Gir ikke tall som kan vises uten videre.";
  return `${first ? "Mest trolig. " : ""}Gir ${tall}.`;
}

/** @param {Question} asked @param {Session} session */
function ownAnswer({ valg }, session) {
  const use = () => session.answer(valg, field.value.trim());
  const field = make("input", {
    id: "svar",
    type: "text",
    autocomplete: "off",
    "aria-labelledby": "sporsmal",
    "aria-describedby": "sporsmal-hvorfor",
  });
  return make("p.sporsmal__eget", field, " ", button("Bruk", use, { id: "svar-bruk" }));
}
