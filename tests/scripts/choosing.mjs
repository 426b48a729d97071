// What the reader's actions ask of the core and leave in the state, with a core that answers at once.
import { Session } from "../../docs/assets/calculator/session.js";
import { Store } from "../../docs/assets/calculator/store.js";

globalThis.fetch = async (address) =>
  new Response(address.href.endsWith("notat.json") ? "{}" : "{}");
globalThis.document = { getElementById: () => null };

const UNITS = { few: 2, many: 6 };
const asked = [];
const core = {
  ready: Promise.resolve(),
  compareWith: () => {},
  forget: () => asked.push("forget"),
  cancel: () => asked.push("cancel"),
  close: () => {},
  async compute(files, chosen) {
    asked.push([files.map(({ name }) => name), chosen]);
    const count = UNITS[files[0].name];
    const enheter = Array.from({ length: count }, (_, at) => ({ navn: `${at}`, aar: 2024 }));
    return JSON.stringify({ enheter });
  },
  async ask(question, words) {
    asked.push([question, words]);
    return { nivaa: { pst: words.level || "1.75" } };
  },
};
// A browser in which the reader has asked for nothing to be remembered.
const memory = {
  remembered: async () => null,
  keep: async () => false,
  forget: async (what) => asked.push(`forget ${what}`),
};
const store = new Store();
const session = new Session(store, core, "http://127.0.0.1/regndata/", memory);
const settled = () => new Promise((done) => setTimeout(done));
const seen = {};
const step = async (name, act) => {
  await settled();
  asked.length = 0;
  act();
  await settled();
  const { chosen, unit, files } = store.state;
  seen[name] = { asked: [...asked], chosen, unit, files: files.map((one) => one.name) };
};

await step("before a file", () => session.choose("basis", "konsern"));
await step("few units", () => session.take([new File(["a"], "few")]));
await step("another unit", () => session.show(1));
await step("another level", () => session.level("2,5"));
await step("a setting", () => session.choose("landsdel", "Vestlandet"));
await step("no setting", () => session.choose("basis", ""));
await step("many units", () => session.take([new File(["b"], "many")]));
await step("one more file", () => session.add([new File(["c"], "few")]));
await step("forgotten", () => session.clear());
process.stdout.write(JSON.stringify(seen));
