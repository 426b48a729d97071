// @ts-check
// A worker loaded by its address does not inherit the page's content policy; one made from a blob
// does. So the blob holds one line, which imports the real module by its absolute address.

/**
 * Returns a module worker that lives under the page's own content policy.
 *
 * @param {URL} module
 */
export function workerOf(module) {
  const line = new Blob([`import ${JSON.stringify(module.href)};`], { type: "text/javascript" });
  const blobAddress = URL.createObjectURL(line);
  const worker = new Worker(blobAddress, { type: "module" });
  const forget = () => URL.revokeObjectURL(blobAddress);
  worker.addEventListener("message", forget, { once: true });
  worker.addEventListener("error", forget, { once: true });
  return worker;
}
