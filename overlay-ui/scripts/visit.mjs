// Brings a tab to a state of a page, drawn and at rest, and takes its picture.

/** What the system wants, unless the state says otherwise. */
const MEDIA = { reducedMotion: 'reduce', colorScheme: 'dark', forcedColors: 'none' };

/** Opens the state's page in a window of its size; one that scrolls as a whole gets a window that holds all of it. */
export async function visit(tab, stage, { name, path, hash, size: [width, height], media, pixels }, extra = '') {
  await tab.emulateMedia({ ...MEDIA, ...media });
  await resize(tab, width, height, pixels);
  // An address of its own: to one that differs by its hash alone the browser would go without loading the page anew, with
  // the focus where the last judge left it.
  const address = `${stage.address}/${path}&still${extra}&state=${encodeURIComponent(name)}${hash}`;
  await tab.goto(address, { waitUntil: 'commit' });
  const drawn = await tab.waitForFunction(() => window.drawn?.then(() => document.body.scrollHeight));
  const whole = await drawn.jsonValue();
  if (whole > height) await resize(tab, width, whole, pixels);
}

const sessions = new WeakMap();

/** The tab's own channel to the browser. */
async function sessionOf(tab) {
  if (!sessions.has(tab)) sessions.set(tab, await tab.context().newCDPSession(tab));
  return sessions.get(tab);
}

/** A window of this size, with so many of the screen's pixels for each of its own. */
async function resize(tab, width, height, pixels) {
  const session = await sessionOf(tab);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: pixels, mobile: false });
}

/** The picture, PNG in base64: of the panel and its shadow, or of the whole window. */
export async function take(tab) {
  const session = await sessionOf(tab);
  const box = await tab.evaluate(() => {
    const column = document.querySelector('.column')?.getBoundingClientRect();
    const { left, top, width, height } = column ?? { left: 0, top: 0, width: innerWidth, height: innerHeight };
    return { x: Math.floor(left), y: Math.floor(top), width: Math.ceil(width), height: Math.min(Math.ceil(height), innerHeight) };
  });
  const clip = { ...box, scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, clip });
  return data;
}
