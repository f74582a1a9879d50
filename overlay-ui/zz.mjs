import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const [out, ...files] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const p = await b.newPage({ viewport: { width: 1500, height: 900 } });
const img = (f) => `<img style="max-width:980px" src="data:image/${f.endsWith('png') ? 'png' : 'webp'};base64,${readFileSync(f).toString('base64')}">`;
await p.setContent(`<body style="margin:0;background:#987">${files.map(img).join(' ')}</body>`);
await p.waitForTimeout(300);
await p.screenshot({ path: out, fullPage: true }); await b.close();
