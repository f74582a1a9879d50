// Prints how long the panel's page takes to draw, in milliseconds: `npm run pace`.
import { chromium } from './chromium.mjs';
import { openStage } from './stage.mjs';

const stage = await openStage();
const dom = await chromium(`${stage.address}/index.html?pace`, ['--window-size=460,940', '--dump-dom'], { virtualTime: false });
await stage.close();
const found = /<script type="application\/json" id="verdict">(.*?)<\/script>/s.exec(dom);
if (!found) throw new Error('the page did not finish');
console.table(JSON.parse(found[1]));
