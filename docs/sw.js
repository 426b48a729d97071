// @ts-check
// Lets the site be read without a network after the first visit. It stands in the site's own folder and
// reaches no further. It serves one release: a page of that release gets files of that release, checked by
// their hash, and nothing else. A page of a newer release, which the network gave, gets all from the network
// until the newer release's own worker takes over: when no page of the older one is open any more.
// The build writes the release in; as it stands here this worker cleans up and goes away.
// Where versions stand side by side, the folder of what they share has this worker too: it keeps the units'
// pages there, and the files of the newest version that they are shown with.

/**
 * @typedef {object} Release
 * @property {string} id
 * @property {Record<string, string>} files - the hash of every file
 * @property {string[]} first - kept at the first visit
 * @property {Record<string, string[]>} later - kept when a page is opened, by that page
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const RELEASE = /** @type {Release | null} */ (null);
const { id, files, first, later } = RELEASE ?? { id: "", files: {}, first: [], later: {} };
const VERSION = ""; // where the release's files lie, from the folder of what versions share
const GUARD = ""; // the policy of the units' pages there
const SCOPE = worker.registration.scope;
const HOME = new URL(VERSION, SCOPE).href;
const COMMON = "../felles/"; // what versions have in common lies beside them
const EVERYONE = "sitegen ";
const OURS = `${EVERYONE}${SCOPE} `;
const KEPT = OURS + id;
const STRANGERS = `${OURS}andre`;
const PATIENCE = 4000; // ms for the network, when a copy is kept
const ASKED = 5; // times, before a page that never answers is taken to be of another release
const UNIT = /^(?:kommuner|fylker)\/[^/]+\/index\.html$/; // follows the newest data, and is in no release
const START = "?start"; // where an installed site begins
const streamed = new Set(Object.values(later).flat());
const UNPACKED = /\.(?:bin|whl)$/; // checked by the page that asks, as it unpacks them (runtime/files.js)
const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/;
const atOnce = VERSION ? first.filter((name) => !name.endsWith(".html")) : first; // its pages are the version's

/** The address a file is kept under. @param {string} name */
const address = (name, folder = UNIT.test(name) ? SCOPE : HOME) =>
  new URL(encodeURI(name), folder).href;

/** Which file of the site an address means; null for anything that is not the site's. @param {string} url */
function fileAt(url) {
  const { origin, pathname } = new URL(url);
  const whole = origin + pathname;
  const common = address(COMMON);
  const folder = [common, HOME, SCOPE].find((one) => whole.startsWith(one));
  if (!folder) return null;
  try {
    const given = decodeURIComponent(whole.slice(folder.length));
    if (folder === common) return COMMON + given;
    const name = given === "" || given.endsWith("/") ? `${given}index.html` : given;
    return folder === HOME || name === "index.html" || UNIT.test(name) ? name : null;
  } catch {
    return null; // no text at all: «%E0%A4%A»
  }
}

/** @param {ArrayBuffer} body */
async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The answer itself if it is this release's file, else null. @param {string} name @param {Response | undefined} answer */
async function checked(name, answer) {
  if (!answer?.ok) return null;
  const body = await answer.arrayBuffer();
  if ((await digest(body)) !== files[name]) return null;
  return new Response(body, {
    headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" },
  });
}

/** This release's file: from what is kept of an older one or another version, the browser's memory or the network.
 * @param {string} name */
async function take(name) {
  for (const store of await caches.keys()) {
    if (!store.startsWith(EVERYONE)) continue;
    const key = store.startsWith(OURS) ? address(name) : address(name, store.split(" ")[1]);
    const copy = await checked(name, await caches.match(key, { cacheName: store }));
    if (copy) return copy;
  }
  for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
    const answer = await checked(
      name,
      await fetch(address(name), { cache, redirect: "error" }).catch(() => undefined),
    );
    if (answer) return answer;
  }
  return null;
}

/** The kept copy, if it is what this release has: whoever shares the origin can write in the stores. A store
 * is opened only to be written: opening makes it, and it may just have been removed. @param {string} name */
async function copyOf(name) {
  const copy = await caches.match(address(name), { cacheName: KEPT });
  return name in files && !UNPACKED.test(name) ? checked(name, copy) : copy;
}

/** A kept page that is in no release, and so without a hash: no script runs in it but this release's, which lie
 * among what versions have in common too, where there are versions; elsewhere that place is another's.
 * @param {Response} page */
async function guarded(page) {
  const front = GUARD ? undefined : await copyOf("index.html");
  const policy = GUARD || POLICY.exec((await front?.text()) ?? "")?.[1];
  if (!policy) return notKept();
  const common = Object.keys(files).some((name) => name.startsWith(COMMON));
  const folders = [address("assets/"), ...(common ? [address(COMMON)] : [])];
  const ours = policy.replace("script-src 'self'", `script-src ${folders.join(" ")}`);
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": ours };
  return new Response(await page.arrayBuffer(), { headers });
}

/** Keep files that are not kept yet. Throws if one is no longer to be had. @param {string[]} names */
async function keep(names) {
  for (const name of names) {
    if (await copyOf(name)) continue;
    const answer = await take(name);
    if (!answer) throw new Error(`${name}: not of release ${id}`);
    await (await caches.open(KEPT)).put(address(name), answer);
  }
}

/** Keep what a page will need once opened. @param {string} page */
const keepLater = (page) => keep((!VERSION && later[page]) || []).catch(() => undefined); // a newer release is out

/** Keep a unit's page as it is now, last of all: it is the one opened last. @param {string} page */
async function keepUnit(page) {
  const own = address(page).replace(/index\.html$/, "");
  const answer = await fetch(own, { redirect: "error" }).catch(() => undefined);
  if (!answer?.ok) return;
  const store = await caches.open(KEPT);
  await store.delete(address(page));
  await store.put(address(page), answer);
}

/** The units' pages that a store has, the one opened last at the end. @param {string} store */
async function unitsIn(store) {
  if (!(await caches.has(store))) return [];
  const all = await (await caches.open(store)).keys();
  return all.map(({ url }) => fileAt(url) ?? "").filter((name) => UNIT.test(name));
}

/** Fetch anew the units' pages that older releases have kept. */
async function carryUnits() {
  for (const store of await caches.keys())
    if (store.startsWith(OURS) && store !== KEPT)
      for (const name of await unitsIn(store)) await keepUnit(name);
}

/** The unit's page opened last, else the front page. @param {FetchEvent} event */
async function begin(event) {
  const last = (await unitsIn(KEPT)).at(-1);
  if (last) return Response.redirect(address(last).replace(/index\.html$/, ""));
  if (!VERSION) return open(event, "index.html");
  return fetch(event.request).catch(() => Response.redirect(HOME)); // it leads to the newest version
}

/** Remember a page or worker that is not of this release. @param {string} client */
async function remember(client) {
  if (client) await (await caches.open(STRANGERS)).put(`${SCOPE}?${client}`, new Response());
}

/** @param {string} client */
async function isStranger(client) {
  if (!client || !(await caches.has(STRANGERS))) return false;
  if (await caches.match(`${SCOPE}?${client}`, { cacheName: STRANGERS })) return true;
  // A worker made from a blob does not tell whose it is. The network's files pass their own check, or fail.
  return (await worker.clients.get(client))?.type !== "window";
}

/** The page from the network; a kept copy when there is none. @param {FetchEvent} event @param {string} name */
async function open(event, name) {
  const kept = await copyOf(name);
  try {
    const answer = await fetch(event.request.url, {
      cache: "no-cache",
      redirect: "manual",
      signal: kept ? AbortSignal.timeout(PATIENCE) : null,
    });
    if (answer.type === "opaqueredirect") return answer;
    const body = await answer.arrayBuffer();
    if ((await digest(body)) === files[answer.ok ? name : "404.html"])
      event.waitUntil(keepLater(name));
    else await remember(event.resultingClientId);
    return new Response(body, {
      status: answer.status,
      headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" },
    });
  } catch {
    if (kept) return name in files ? kept : guarded(kept);
    return `${name}/index.html` in files ? Response.redirect(`${address(name)}/`) : notKept();
  }
}

/** What a page of this release asks for: this release's file, or an error. @param {FetchEvent} event @param {string} name */
async function serve(event, name) {
  if (await isStranger(event.clientId)) {
    await remember(event.resultingClientId);
    return fetch(new Request(event.request, { cache: "no-cache" }));
  }
  const kept = await copyOf(name);
  if (kept) return kept;
  if (streamed.has(name)) return fetch(event.request); // large, and checked by the page that asks
  const answer = await take(name);
  if (!answer) return Response.error();
  await (await caches.open(KEPT)).put(address(name), answer.clone());
  return answer;
}

function notKept() {
  const html = `<!doctype html><html lang="nb"><meta charset="utf-8"><title>Uten nett</title>
<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{font:1.1rem/1.5 sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Siden er ikke lagret på denne maskinen</h1><p>Du er uten nett, og denne siden er ikke hentet før. <a href="${SCOPE}">Til forsiden</a></p>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return new Response(html, {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy },
  });
}

/** Ask a page which release it is of; silence is an answer too. @param {Client} page @returns {Promise<{id: string, scope: string} | null>} */
function ask(page) {
  return new Promise((answer) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => answer(event.data);
    setTimeout(answer, 3000, null);
    page.postMessage("utgave?", [port2]);
  });
}

/** Whether every open page of this folder is of this release. One that is silent may be on its way out, or busy. */
async function alone() {
  for (let times = 0; times < ASKED; times += 1) {
    const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    const pages = windows.filter(({ url }) => fileAt(url)?.endsWith(".html"));
    const answers = await Promise.all(pages.map(ask));
    if (answers.some((answer) => answer?.scope === SCOPE && answer.id !== id)) return false;
    if (!answers.includes(null)) return true;
  }
  return false;
}

/** Take the open pages over when it does no harm. */
async function takeOver() {
  if (!(await alone())) return;
  if (worker.registration.active === worker.serviceWorker) await worker.clients.claim();
  else await worker.skipWaiting();
}

/** Remove what is kept for this folder, all but one release's. @param {string} [but] */
async function forget(but) {
  const stores = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== but);
  await Promise.all(stores.map((name) => caches.delete(name)));
}

if (RELEASE) {
  worker.addEventListener("install", (event) => event.waitUntil(keep(atOnce).then(takeOver)));
  worker.addEventListener("activate", (event) =>
    event.waitUntil(
      carryUnits()
        .then(() => forget(KEPT))
        .then(takeOver),
    ),
  );
  worker.addEventListener("message", (event) => {
    const page = fileAt(event.data) ?? "";
    event.waitUntil(Promise.all([takeOver(), UNIT.test(page) ? keepUnit(page) : keepLater(page)]));
  });
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const name =
      request.method === "GET" && !request.headers.has("Range") ? fileAt(request.url) : null;
    if (name === null) return; // another's, and nothing to do with us
    if (request.mode === "navigate") {
      const starts = name === "index.html" && new URL(request.url).search === START;
      if (starts || !VERSION || UNIT.test(name))
        event.respondWith(starts ? begin(event) : open(event, name));
    } else if (name in files) event.respondWith(serve(event, name));
  });
} else {
  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) =>
    event.waitUntil(forget().then(() => worker.registration.unregister())),
  );
}
