// Calls functions of the explorer's modules: a line of [[module, name, arguments], …] in, a line out.
import { createInterface } from "node:readline";

async function answers(calls) {
  const found = [];
  for (const [module, name, args] of calls) {
    const from = await import(new URL(`../../docs/assets/explorer/${module}.js`, import.meta.url));
    found.push(from[name](...args));
  }
  return { found };
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await answers(JSON.parse(line)).catch((fault) => ({ fault: fault.stack }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
