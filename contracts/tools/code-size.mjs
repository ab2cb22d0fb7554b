// What is deployed must fit: EIP-170 allows 24,576 bytes of code. forge's own table measures the tests too, which need not.
import { readFileSync } from "node:fs";
import { shipped } from "./shipped.mjs";

const limit = 24_576;
let tooLarge = 0;
for (const name of shipped) {
  const path = new URL(`../out/${name}.sol/${name}.json`, import.meta.url);
  const size = (JSON.parse(readFileSync(path, "utf8")).deployedBytecode.object.length - 2) / 2;
  console.log(`${name}: ${size} bytes, ${limit - size} left`);
  if (size > limit) tooLarge++;
}
if (tooLarge > 0) console.error(`${tooLarge} contract(s) larger than EIP-170's ${limit} bytes`);
process.exitCode = tooLarge === 0 ? 0 : 1;
