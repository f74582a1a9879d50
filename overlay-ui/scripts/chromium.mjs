// One headless Chromium for a whole run. Its tabs draw as alike as one program on two machines can: no smoothing by the
// screen's colours, no hinting, no fonts but the pages' own and DejaVu.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** What the pages' own fonts lack comes from here, whatever else the machine has. */
const FONTS = '/usr/share/fonts/truetype/dejavu';

/** A machine that builds beside this may take long for a page. */
const PATIENCE_MS = 180_000;

const ARGUMENTS = [
  '--disable-lcd-text',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-gpu',
  '--disable-quic',
];

/** Starts Chromium, with more options where they are given; gives the way to open a tab of its own, and the way to end it. */
export async function openChromium({ more = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'haggle-chromium-'));
  const fonts = join(folder, 'fonts.conf');
  const mono = '<alias><family>Monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>';
  await writeFile(fonts, `<?xml version="1.0"?><fontconfig><dir>${FONTS}</dir>${mono}<cachedir>${folder}</cachedir></fontconfig>`);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...ARGUMENTS, ...more],
    env: { ...process.env, FONTCONFIG_FILE: fonts },
    // The pages come from this very machine, and containers have no namespaces to make a sandbox of.
    chromiumSandbox: false,
  });
  return {
    async openTab() {
      const context = await browser.newContext();
      context.setDefaultTimeout(PATIENCE_MS);
      return context.newPage();
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
