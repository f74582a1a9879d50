// Brings a tab to a state of a page, drawn and at rest, and takes its picture.

export async function visit(tab, stage, { path, hash, size: [width, height] }, extra = '') {
  await tab.setViewportSize({ width, height });
  await tab.goto(`${stage.address}/${path}&still${extra}${hash}`);
  await tab.evaluate(() => window.drawn);
}

const sessions = new WeakMap();

/** The picture, PNG in base64: of the panel and its shadow, or of the whole window. */
export async function take(tab) {
  if (!sessions.has(tab)) sessions.set(tab, await tab.context().newCDPSession(tab));
  const box = await tab.evaluate(() => {
    const { left, top, width, height } = (document.querySelector('.column') ?? document.documentElement).getBoundingClientRect();
    return { x: Math.floor(left), y: Math.floor(top), width: Math.ceil(width), height: Math.min(Math.ceil(height), innerHeight) };
  });
  const clip = { ...box, scale: 1 };
  const { data } = await sessions.get(tab).send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, clip });
  return data;
}
