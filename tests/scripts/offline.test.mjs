// The worker's units' pages: kept when opened, the last one first at start, carried to a new release.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import test from "node:test";
import vm from "node:vm";

const SCOPE = "https://example.org/tbu/";
const SOURCE = await readFile(new URL("../../docs/sw.js", import.meta.url), "utf8");

/** A browser's stores: names of them, and pages by address in the order they were put there. */
function storage() {
  const stores = new Map();
  const open = async (name) => {
    if (!stores.has(name)) stores.set(name, new Map());
    const pages = stores.get(name);
    return {
      keys: async () => [...pages.keys()].map((url) => ({ url })),
      put: async (url, answer) => void pages.set(url, answer),
      delete: async (url) => pages.delete(url),
    };
  };
  const match = async (url, { cacheName }) => stores.get(cacheName)?.get(url)?.clone();
  return {
    ...{ open, match, stores, has: async (name) => stores.has(name) },
    ...{ keys: async () => [...stores.keys()], delete: async (name) => stores.delete(name) },
  };
}

/** A worker of a release, and what makes events for it. `online` says whether there is a network. */
function started(id, caches, online, site = {}) {
  const listeners = {};
  const registration = { scope: SCOPE, active: null };
  const self = {
    ...{ registration, serviceWorker: {}, skipWaiting: async () => {} },
    clients: { matchAll: async () => [], claim: async () => {}, get: async () => undefined },
    addEventListener: (name, listener) => (listeners[name] = listener),
  };
  const fetched = async (url) => {
    if (!online.now) throw new TypeError("no network");
    const body = site[url.slice(SCOPE.length)] ?? `${id} ${url}`;
    return new Response(body, { headers: { "Content-Type": "text/html" } });
  };
  const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 32);
  const own = Object.entries(site).map(([name, text]) => [name, hash(text)]);
  const files = { "index.html": "", ...Object.fromEntries(own) };
  const release = JSON.stringify({ id, files, first: Object.keys(site), later: {} });
  const context = { self, caches, fetch: fetched, Response, Request, URL, AbortSignal, crypto };
  vm.runInNewContext(SOURCE.replace("(null);", `(${release});`), context);
  const event = (name, more) =>
    new Promise((done) => {
      const promises = [];
      const waitUntil = (one) => promises.push(one);
      listeners[name]({ ...more, waitUntil, respondWith: (answer) => done(answer) });
      if (name !== "fetch") done(Promise.all(promises));
    });
  const go = (path) => {
    const request = { method: "GET", mode: "navigate", url: SCOPE + path, headers: new Headers() };
    return event("fetch", { request, clientId: "", resultingClientId: "page" });
  };
  const ask = (path) => {
    const request = { method: "GET", mode: "no-cors", url: SCOPE + path, headers: new Headers() };
    return event("fetch", { request, clientId: "", resultingClientId: "" });
  };
  return { go, ask, tell: (path) => event("message", { data: SCOPE + path }), event };
}

const POLICY = "default-src 'self'; script-src 'self' 'sha256-a'; worker-src 'self' blob:";
const SITE = {
  "index.html": `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><p>front`,
  "assets/a.js": "ours()",
};

test("a copy that another has planted in the store is not served", async () => {
  const caches = storage();
  const online = { now: true };
  const { go, ask, event } = started("en", caches, online, SITE);
  await event("install", {});
  const store = caches.stores.get(`sitegen ${SCOPE} en`);
  assert.equal(await (await ask("assets/a.js")).text(), "ours()");
  for (const name of ["assets/a.js", "index.html"])
    store.set(SCOPE + name, new Response("planted()"));
  assert.equal(await (await ask("assets/a.js")).text(), "ours()"); // from the network, and kept anew
  online.now = false;
  assert.equal(await (await ask("assets/a.js")).text(), "ours()");
  store.set(`${SCOPE}assets/a.js`, new Response("planted()"));
  assert.equal((await ask("assets/a.js")).type, "error");
  assert.equal((await go("")).status, 503);
});

test("a unit's page that is kept runs scripts of the release alone", async () => {
  const caches = storage();
  const online = { now: true };
  const { go, tell, event } = started("en", caches, online, SITE);
  await event("install", {});
  await tell("kommuner/1151-utsira/");
  online.now = false;
  const { headers } = await go("kommuner/1151-utsira/");
  const ours = POLICY.replace("script-src 'self'", `script-src ${SCOPE}assets/`);
  assert.equal(headers.get("Content-Security-Policy"), ours);
});

test("an address that is no text is left to the network", async () => {
  const { ask, go } = started("en", storage(), { now: true });
  for (const way of [ask, go]) {
    const answer = await Promise.race([way("%E0%A4%A"), Promise.resolve("left")]);
    assert.equal(answer, "left");
  }
});

test("an installed site starts with the unit's page opened last, also without a network", async () => {
  const online = { now: true };
  const { go, tell, event } = started("en", storage(), online, SITE);
  await event("install", {});
  assert.equal((await go("?start")).status, 200); // the front page: none is opened yet
  for (const name of ["1151-utsira", "1508-alesund", "1151-utsira"])
    await tell(`kommuner/${name}/`);
  await tell("kommuner/");
  online.now = false;
  const answer = await go("?start");
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.get("Location"), `${SCOPE}kommuner/1151-utsira/`);
  assert.match(await (await go("kommuner/1508-alesund/")).text(), /^en .*alesund/);
  assert.equal((await go("fylker/15-more-og-romsdal/")).status, 503);
});

test("a new release fetches anew the units' pages that the older one kept", async () => {
  const caches = storage();
  const online = { now: true };
  await started("en", caches, online, SITE).tell("fylker/11-rogaland/");
  const next = started("to", caches, online, SITE);
  await next.event("install", {});
  await next.event("activate", {});
  assert.deepEqual([...caches.stores.keys()], [`sitegen ${SCOPE} to`]);
  online.now = false;
  assert.match(await (await next.go("fylker/11-rogaland/")).text(), /^to /);
});
