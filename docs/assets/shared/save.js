// @ts-check
// A file to the reader's own machine.

/** @param {string} name @param {Blob} blob */
export function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // after the browser has read it
}

/** @param {string} name @param {string} text @param {string} type */
export function saveText(name, text, type) {
  save(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
