// @ts-check
// At an old address: to the page that has taken it over, with what was asked for and the place on the page.
/** @type {HTMLLinkElement | null} */
const moved = document.querySelector("link[rel=canonical]");
if (moved) location.replace(`${moved.href}${location.search}${location.hash}`);
