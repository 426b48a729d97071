// @ts-check
// The theme listens for single letters anywhere («f», «s», «/» search; «n», «p», «.», «,» turn the page).
// Someone who speaks to the machine, or whose hand slips, should not set them off (WCAG 2.1.4): they are stopped here.

/** @param {KeyboardEvent} event */
function stop(event) {
  const letter = event.key.length === 1 && event.key !== " "; // a space presses what has the focus
  const single = letter && !event.ctrlKey && !event.metaKey && !event.altKey;
  const typing =
    event.target instanceof HTMLElement &&
    event.target.matches("input, textarea, select, [contenteditable]");
  if (single && !typing) event.stopImmediatePropagation();
}

window.addEventListener("keydown", stop, { capture: true });
