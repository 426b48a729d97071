// @ts-check
// Lets the browser keep the site for use without a network: registers the worker that does it (sw.js), for
// this site's own folder and the one it is installed from, which versions share, and answers when a worker asks
// which release the page is of.

/** The build writes the release in; without one, nothing is kept and what was kept is removed. */
const RELEASE = "";
/** @type {HTMLLinkElement | null} */
const manifest = document.querySelector("link[rel=manifest]");
const FOLDERS = ["../", manifest?.href ?? "../"].map(
  (one) => new URL("./", new URL(one, import.meta.url)).href,
);

/** @param {ServiceWorkerContainer} workers */
async function start(workers) {
  const folders = [...new Set(FOLDERS)];
  if (!RELEASE) {
    const known = (await workers.getRegistrations()).filter(({ scope }) => folders.includes(scope));
    return Promise.all(known.map((one) => one.update())); // to the worker that removes itself
  }
  workers.addEventListener("message", ({ ports: [port] }) =>
    port?.postMessage({
      id: RELEASE,
      scope: folders.find((folder) => location.href.startsWith(folder)),
    }),
  );
  workers.startMessages();
  return Promise.all(folders.map((folder) => register(workers, folder)));
}

/** @param {ServiceWorkerContainer} workers @param {string} scope */
async function register(workers, scope) {
  const registration = await workers.register(`${scope}sw.js`, { scope, updateViaCache: "none" });
  // The newest only: an older one that has work to do must be waited for.
  const tell = () =>
    (registration.installing ?? registration.waiting ?? registration.active)?.postMessage(
      location.href,
    );
  registration.addEventListener("updatefound", () =>
    registration.installing?.addEventListener("statechange", tell),
  );
  const { document$ } = /** @type {{document$?: {subscribe(listener: () => void): void}}} */ (
    /** @type {unknown} */ (window)
  );
  document$ ? document$.subscribe(tell) : tell();
  // Asked by the page: a worker that asks for itself is made to wait. Without a network there is no answer.
  await registration.update().catch(() => undefined);
}

const { connection } = /** @type {{connection?: {saveData: boolean}}} */ (navigator);
if ("serviceWorker" in navigator && !connection?.saveData) {
  addEventListener("load", () =>
    start(navigator.serviceWorker).catch((error) =>
      console.info("Uten lagring for bruk uten nett:", error),
    ),
  );
}
