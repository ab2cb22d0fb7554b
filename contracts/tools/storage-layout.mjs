// Attesters prove slots of the gateway's storage, so where they lie is part of the protocol. This compares the layouts of
// the deployed contracts with the committed ones; --update writes them anew.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { shipped } from "./shipped.mjs";

const folder = new URL("../", import.meta.url);
const update = process.argv.includes("--update");
let differences = 0;

mkdirSync(new URL("storage/", folder), { recursive: true });
for (const name of shipped) {
  const artifact = JSON.parse(readFileSync(new URL(`out/${name}.sol/${name}.json`, folder), "utf8"));
  const committed = new URL(`storage/${name}.json`, folder);
  const found = `${JSON.stringify(layoutOf(artifact.storageLayout), null, 2)}\n`;
  if (update) {
    writeFileSync(committed, found);
  } else if (readFileSync(committed, "utf8") !== found) {
    differences++;
    console.error(`storage/${name}.json is not the layout that the compiler found:\n${found}`);
    console.error("If the change is meant, run contracts/tools/check --update and say why in the commit.");
  }
}
if (differences === 0) console.log(`${shipped.length} layout(s) ${update ? "written" : "as committed"}`);
process.exitCode = differences === 0 ? 0 : 1;

// Type names carry numbers of the syntax tree, which change with every edit; the labels do not.
function layoutOf({ storage, types }) {
  const describe = ({ label, slot, offset, type }) => ({
    label,
    slot: Number(slot),
    offset,
    bytes: Number(types[type].numberOfBytes),
    type: types[type].label,
    ...membersOf(type),
  });
  function membersOf(type) {
    const { members, value } = types[type];
    if (members) return { members: members.map(describe) };
    return value ? membersOf(value) : {};
  }
  return storage.map(describe);
}
