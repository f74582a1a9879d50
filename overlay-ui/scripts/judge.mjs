// Judges every state of every page in Chromium, under the program's content policy: `npm run judge [NAME …]`.
//
// Each is compared with the picture that is kept of it, and looked at by the judges. A picture that differs is left,
// beside the kept one, in `target/pictures`.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChromium } from './chromium.mjs';
import { shared } from './crew.mjs';
import { openDarkroom } from './darkroom.mjs';
import { judged } from './judges.mjs';
import { keptNames } from './kept.mjs';
import { openStage } from './stage.mjs';
import { chosen, statesOf } from './states.mjs';
import { take, visit } from './visit.mjs';

const left = fileURLToPath(new URL('../../target/pictures', import.meta.url));
await rm(left, { recursive: true, force: true });
await mkdir(left, { recursive: true });

const words = process.argv.slice(2);
const stage = await openStage();
const chromium = await openChromium();
const darkroom = await openDarkroom(chromium, stage);

/** What the kept picture says; the two side by side are left in a file. */
async function compared(name, png) {
  const difference = await darkroom.compare(name, png);
  if (!difference) return [];
  const file = join(left, `${name}.png`);
  await writeFile(file, Buffer.from(difference.picture, 'base64'));
  return [`${difference.fault}: see ${file}`];
}

const states = chosen(statesOf(stage), words);
const verdicts = await shared(chromium, states, async (tab, state) => {
  await visit(tab, stage, state, '&judge');
  const picture = await compared(state.name, await take(tab));
  return [...picture, ...(await judged(tab))];
});
await chromium.close();
await stage.close();

let faults = 0;
for (const [at, { name }] of states.entries()) {
  for (const fault of verdicts[at]) console.log(`${name}: ${fault}`);
  faults += verdicts[at].length;
}
if (words.length === 0) {
  const drawn = new Set(states.map(({ name }) => name));
  for (const name of (await keptNames()).filter((name) => !drawn.has(name))) {
    console.log(`${name}: a picture of it is kept, and nothing draws it`);
    faults += 1;
  }
}
console.log(`${states.length} states of the pages judged, ${faults} faults`);
if (faults > 0) {
  console.log('Where a picture differs on purpose, look at it and keep it: npm run pictures -- --accept [NAME …]');
  process.exitCode = 1;
}
