// Takes a picture of every state of every page into a folder: `npm run pictures -- FOLDER [NAME …]`. Those in German
// have `de-` in their names.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from './chromium.mjs';
import { openStage } from './stage.mjs';

const [folder = 'pictures', ...only] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const stage = await openStage();

const shots = [];
for (const scale of [1, 1.6]) {
  for (const fixture of Object.keys(stage.views)) {
    const query = new URLSearchParams({ fixture, scale, behind: 'linear-gradient(120deg,#6b5a3a,#1c2a1c 40%,#101014 60%,#9c8c70)' });
    shots.push({ name: `panel-${fixture}@${scale}`, path: `index.html?${query}`, size: [460 * scale, 940 * scale] });
  }
}
const pictured = { plain: true, in: true, trouble: true, pending: ['doctor', 'import', 'privacy'], taken: ['import'] };
for (const [fixture, which] of Object.entries(pictured)) {
  for (const section of which === true ? stage.settingsSections : which) {
    const path = `settings.html?fixture=${fixture}#${section}`;
    shots.push({ name: `settings-${fixture}-${section}`, path, size: [640, 760] });
    shots.push({ name: `settings-${fixture}-${section}-small`, path, size: [480, 480] });
  }
}
for (const type of ['clipboard', 'teleport']) {
  shots.push({ name: `settings-search-${type}`, path: `settings.html?fixture=in&type=${type}`, size: [640, 760] });
}
for (const fixture of Object.keys(stage.mineViews)) {
  shots.push({ name: `mine-${fixture}`, path: `listings.html?fixture=${fixture}`, size: [980, 720] });
}
for (const fixture of Object.keys(stage.watchesViews)) {
  shots.push({ name: `watches-${fixture}`, path: `watches.html?fixture=${fixture}`, size: [760, 640] });
}
shots.push({ name: 'watches-small', path: 'watches.html?fixture=some', size: [640, 360] });
for (const fixture of Object.keys(stage.pastedViews)) {
  shots.push({ name: `pasted-${fixture}`, path: `pasted.html?fixture=${fixture}`, size: [500, 860] });
}
shots.push({ name: 'pasted-small', path: 'pasted.html?fixture=checked', size: [460, 480] });
for (const fixture of Object.keys(stage.welcomeViews)) {
  shots.push({ name: `welcome-${fixture}`, path: `welcome.html?fixture=${fixture}`, size: [560, 700] });
}
shots.push({ name: 'mine-small', path: 'listings.html?fixture=many', size: [640, 480] });
for (const [name, hover] of Object.entries({ none: '', ring: '84,120', sword: '440,150', torch: '516,320', shield: '330,300' })) {
  shots.push({ name: `practice-${name}`, path: `practice.html?${hover && new URLSearchParams({ hover })}`, size: [960, 640] });
}
for (const fixture of Object.keys(stage.lessons)) {
  shots.push({ name: `lesson-${fixture}`, path: `practice.html?fixture=${fixture}`, size: [960, 640] });
}

shots.push({ name: 'practice-de-ring', path: 'practice.html?hover=84,120&language=de', size: [960, 640] });

for (const { name, path, size } of shots) {
  if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
  const file = join(folder, `${name}.png`);
  await chromium(`${stage.address}/${path}`, [`--window-size=${size.map(Math.round)}`, `--screenshot=${file}`]);
  console.log(file);
}
await stage.close();
