// Where pictures are compared and made ready to be kept: a tab of the same Chromium.

/** Opens the darkroom in a tab. */
export async function openDarkroom(chromium, stage) {
  const tab = await chromium.openTab();
  await tab.goto(`${stage.address}/stage/darkroom.html`);
  await tab.waitForFunction(() => window.ready);
  return {
    /** The bytes to keep. */
    develop: async (png) => Buffer.from(await tab.evaluate((taken) => window.develop(taken), png), 'base64'),
    /** The difference of two pictures, the first as if it had been kept; null when they are alike. */
    differ: (one, other) => tab.evaluate(([one, other]) => window.differ(one, other), [one, other]),
    /** What sets it apart from the kept one, `{ fault, picture }`, or null. */
    compare: (name, png) => tab.evaluate(([name, taken]) => window.compare(name, taken), [name, png]),
  };
}
