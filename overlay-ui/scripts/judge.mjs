// Runs axe-core in Chromium over every state of every page: `npm run judge`.
import { chromium } from './chromium.mjs';
import { openStage } from './stage.mjs';

const stage = await openStage();
const pages = [
  ...Object.keys(stage.views).map((name) => `index.html?fixture=${name}&behind=white`),
  ...Object.keys(stage.settingsViews).flatMap((name) =>
    stage.settingsSections.map((section) => `settings.html?fixture=${name}#${section}`),
  ),
  ...Object.keys(stage.mineViews).map((name) => `listings.html?fixture=${name}`),
  ...Object.keys(stage.watchesViews).map((name) => `watches.html?fixture=${name}`),
  ...Object.keys(stage.pastedViews).map((name) => `pasted.html?fixture=${name}`),
  ...Object.keys(stage.welcomeViews).map((name) => `welcome.html?fixture=${name}`),
  'practice.html?hover=84,120',
  ...Object.keys(stage.lessons).map((name) => `practice.html?fixture=${name}`),
];

let failures = 0;
for (const page of pages) {
  const dom = await chromium(`${stage.address}/${page.replace('?', '?judge&')}`, ['--window-size=960,940', '--dump-dom']);
  const found = /<script type="application\/json" id="verdict">(.*?)<\/script>/s.exec(dom);
  if (!found) throw new Error(`${page}: axe did not finish`);
  const { violations, incomplete, passes } = JSON.parse(found[1]);
  failures += violations.length;
  console.log(`${page}: ${passes} rules pass, ${violations.length} fail, ${incomplete.length} undecided`);
  for (const line of violations) console.log(`  FAIL ${line}`);
  if (process.argv.includes('--all')) for (const line of incomplete) console.log(`  ?    ${line}`);
}
await stage.close();
if (failures > 0) process.exitCode = 1;
