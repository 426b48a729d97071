// @ts-check
// What a chart that comes alive needs of its page: a stage in the picture's place, the specification, the typeface.

import { HINT } from "./interaction.js";

/** The names of the series: id → what readers see. @param {HTMLElement} element @returns {Record<string, string>} */
export function names(element) {
  return JSON.parse(element.dataset.serier ?? "{}");
}

/** @param {HTMLElement} element */
export function stageFor(element) {
  const stage = document.createElement("div");
  const picture = element.querySelector(".diagram__bilde");
  stage.className = "diagram__levende";
  stage.hidden = true;
  stage.setAttribute(
    "aria-label",
    `${document.getElementById(picture?.getAttribute("aria-labelledby") ?? "")?.textContent}. ${HINT}`,
  );
  stage.setAttribute("aria-describedby", picture?.getAttribute("aria-describedby") ?? "");
  picture?.after(stage);
  return stage;
}

/** The style sheet says which drawing fits. @param {HTMLElement} stage */
export function wanted(stage) {
  return getComputedStyle(stage).getPropertyValue("--tegning").trim() || "bred";
}

/** @param {HTMLElement} element @param {string} kind */
export async function specification(element, kind) {
  const answer = await fetch((kind === "bred" ? element.dataset.bred : element.dataset.smal) ?? "");
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

/** Vega measures words; with another typeface than the picture's, things would move. */
export function fonts() {
  return Promise.all(
    ["400", "600"].map((weight) => document.fonts.load(`${weight} 14px "Source Sans 3"`)),
  );
}
