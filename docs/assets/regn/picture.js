// @ts-check
// A drawn chart as a file: its computed colours and type written into it, on the page's own paper.

import { save } from "./save.js";

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "font-family", "font-size", "text-anchor"];
const SCALE = 3;

/** Returns the chart as a text that stands alone. @param {SVGSVGElement} drawn */
export function svgText(drawn) {
  const copy = /** @type {SVGSVGElement} */ (drawn.cloneNode(true));
  const [originals, copies] = [drawn, copy].map((one) => one.querySelectorAll("*"));
  originals.forEach((one, at) => {
    const style = getComputedStyle(one);
    for (const name of STYLES) copies[at].setAttribute(name, style.getPropertyValue(name));
    copies[at].removeAttribute("class");
  });
  const { width, height } = drawn.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const paper = document.createElementNS(copy.namespaceURI, "rect");
  const colour = getComputedStyle(drawn).getPropertyValue("--papir").trim();
  for (const [name, value] of Object.entries({ width, height, fill: colour })) paper.setAttribute(name, String(value));
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** @param {SVGSVGElement} drawn @param {string} name */
export function saveSvg(drawn, name) {
  save(`${name}.svg`, new Blob([svgText(drawn)], { type: "image/svg+xml" }));
}

/** @param {SVGSVGElement} drawn @param {string} name */
export async function savePng(drawn, name) {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(svgText(drawn))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  const { width, height } = drawn.getBoundingClientRect();
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (blob) save(`${name}.png`, /** @type {Blob} */ (blob));
}
