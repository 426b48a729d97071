// What the theme's own search worker answers, run outside a browser: the site's folder, then questions.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createContext, runInContext } from "node:vm";

const [site, ...questions] = process.argv.slice(2);
const folder = resolve(site, "assets/javascripts/workers");
const { config, docs } = JSON.parse(
  readFileSync(resolve(site, "search/search_index.json"), "utf8"),
);

const worker = { console, postMessage: (message) => answered(message) };
let answered;
let listen;
worker.self = worker;
worker.addEventListener = (_, listener) => {
  listen = listener;
};
worker.importScripts = (...names) => names.map((name) => run(resolve(folder, name)));
createContext(worker);
const run = (path) => runInContext(readFileSync(path, "utf8"), worker);
run(
  resolve(
    folder,
    readdirSync(folder).find((name) => name.endsWith(".js")),
  ),
);

/** @param {number} type @param {unknown} data */
function ask(type, data) {
  return new Promise((resolve) => {
    answered = resolve;
    listen({ data: { type, data } });
  });
}

await ask(0, { config, docs, options: { suggest: false } });
const found = {};
for (const question of questions) {
  const { items } = (await ask(2, question)).data;
  found[question] = items.map((group) => group.map(({ location, text }) => ({ location, text })));
}
console.log(JSON.stringify(found));
