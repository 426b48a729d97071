// Calls functions of the explorer's modules: [[module, name, arguments], …] in, results out, JSON.
import { readFileSync } from "node:fs";

const answers = [];
for (const [module, name, args] of JSON.parse(readFileSync(0, "utf-8"))) {
  const found = await import(new URL(`../../docs/assets/explorer/${module}.js`, import.meta.url));
  answers.push(found[name](...args));
}
process.stdout.write(JSON.stringify(answers));
