// The worker's units' pages: kept when opened, the last one first at start, carried to a new release.
import assert from "node:assert/strict";
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
function started(id, caches, online) {
  const listeners = {};
  const registration = { scope: SCOPE, active: null };
  const self = {
    ...{ registration, serviceWorker: {}, skipWaiting: async () => {} },
    clients: { matchAll: async () => [], claim: async () => {}, get: async () => undefined },
    addEventListener: (name, listener) => (listeners[name] = listener),
  };
  const fetched = async (url) => {
    if (!online.now) throw new TypeError("no network");
    return new Response(`${id} ${url}`, { headers: { "Content-Type": "text/html" } });
  };
  const release = JSON.stringify({ id, files: { "index.html": "" }, first: [], later: {} });
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
  return { go, tell: (path) => event("message", { data: SCOPE + path }), event };
}

test("an installed site starts with the unit's page opened last, also without a network", async () => {
  const online = { now: true };
  const { go, tell } = started("en", storage(), online);
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
  await started("en", caches, online).tell("fylker/11-rogaland/");
  const next = started("to", caches, online);
  await next.event("activate", {});
  assert.deepEqual([...caches.stores.keys()], [`sitegen ${SCOPE} to`]);
  online.now = false;
  assert.match(await (await next.go("fylker/11-rogaland/")).text(), /^to /);
});
