// Prints how long the panel's page takes to draw, in milliseconds: `npm run pace`.
import { openChromium } from './chromium.mjs';
import { openStage } from './stage.mjs';

const stage = await openStage();
const chromium = await openChromium();
const tab = await chromium.openTab();
await tab.setViewportSize({ width: 460, height: 940 });
await tab.goto(`${stage.address}/index.html?pace`);
const times = await tab.waitForFunction(() => window.times);
console.table(await times.jsonValue());
await chromium.close();
await stage.close();
