// @ts-check
// A small way to make elements: text is always text, never markup.

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: any) => void)>} attributes «on…» are listeners.
 * @param {(Node | string)[]} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
