// A registry mirror may lack some platforms' Foundry packages. npm then leaves them out of the lock, and `npm ci`
// refuses the lock as out of step with package.json. This adds the missing entries, so that one lock serves every
// platform that package.json names. Run it after `npm install` has rewritten the lock.
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
const lock = JSON.parse(readFileSync(new URL("package-lock.json", folder), "utf8"));
const cpuNames = { amd64: "x64", arm64: "arm64" };

for (const [name, version] of Object.entries(manifest.optionalDependencies)) {
  const [, tool, os, arch] = name.match(/^@foundry-rs\/([a-z]+)-([a-z]+)-([a-z0-9]+)$/);
  lock.packages[`node_modules/${name}`] ??= {
    version,
    cpu: [cpuNames[arch]],
    license: "MIT OR Apache-2.0",
    optional: true,
    os: [os],
    bin: { [tool]: `bin/${tool}` },
    engines: { node: ">=20" },
  };
}
const [root, ...rest] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(new URL("package-lock.json", folder), `${JSON.stringify(lock, null, 2)}\n`);
