// Adds up what the pages load, as it goes over the wire, and fails above the budget.
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budget = 80 * 1024;
const folder = fileURLToPath(new URL('../dist/assets/', import.meta.url));
let total = 0;
for (const name of await readdir(folder)) {
  if (/\.(js|css)$/.test(name)) total += gzipSync(await readFile(folder + name)).length;
}
console.log(`${(total / 1024).toFixed(1)} KB of ${budget / 1024} KB (gzip, all pages' script and style)`);
if (total > budget) process.exitCode = 1;
