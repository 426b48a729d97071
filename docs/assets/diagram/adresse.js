// @ts-check
// Where an element stands.

/**
 * The first of some parts of the page that holds an element.
 * @param {HTMLElement[]} parts
 * @param {unknown} element
 */
export function within(parts, element) {
  return parts.find((part) => element instanceof Node && part.contains(element));
}
