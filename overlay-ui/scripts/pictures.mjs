// Takes a picture of every state of every page.
//
// `npm run pictures -- FOLDER [NAME …]` leaves them in a folder, to look at;
// `npm run pictures -- --accept [NAME …]` keeps them, as what the pages are to look like from now on.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openChromium } from './chromium.mjs';
import { shared } from './crew.mjs';
import { openDarkroom } from './darkroom.mjs';
import { drop, keep, keptNames } from './kept.mjs';
import { openStage } from './stage.mjs';
import { chosen, statesOf } from './states.mjs';
import { take, visit } from './visit.mjs';

const [first = 'pictures', ...words] = process.argv.slice(2);
const accepts = first === '--accept';
const stage = await openStage();
const chromium = await openChromium();
const all = statesOf(stage, { patches: !accepts });

if (accepts) await acceptPictures();
else await leavePictures(first);
await chromium.close();
await stage.close();

async function leavePictures(folder) {
  await mkdir(folder, { recursive: true });
  await shared(chromium, chosen(all, words), async (tab, state) => {
    await visit(tab, stage, state);
    const file = join(folder, `${state.name}.png`);
    await writeFile(file, Buffer.from(await take(tab), 'base64'));
    console.log(file);
  });
}

/** Keeps those that differ; a picture that is alike stays the very file that it was. */
async function acceptPictures() {
  const darkroom = await openDarkroom(chromium, stage);
  await keptNames();
  await shared(chromium, chosen(all, words), async (tab, state) => {
    await visit(tab, stage, state);
    const png = await take(tab);
    const difference = await darkroom.compare(state.name, png);
    if (!difference) return;
    await keep(state.name, await darkroom.develop(png));
    console.log(`${state.name}: ${difference.fault}; this one is kept`);
  });
  if (words.length > 0) return;
  const drawn = new Set(all.map(({ name }) => name));
  for (const name of await keptNames()) {
    if (drawn.has(name)) continue;
    await drop(name);
    console.log(`${name}: nothing draws it any more; dropped`);
  }
}
