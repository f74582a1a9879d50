// What is asked of every state of every page. A judge gives its faults in words.

/** What the content policy forbade, and errors that nobody caught. */
const trouble = (tab) => tab.evaluate(() => window.trouble);

/** Nothing moves for those who want no motion. */
const motion = (tab) =>
  tab.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().activeDuration > 1)
      .map(({ effect }) => `${effect.target?.className} moves, though the system wants no motion`),
  );

/** Text has room, and controls too. */
const room = (tab) => tab.evaluate(() => window.judges.room());

/** The first of them may lead out of the page, and the one after it in again. */
const EXTRA_PRESSES = 2;

/** Tab reaches every control, and one sees it. */
async function keys(tab) {
  const presses = await tab.evaluate(() => window.judges.keys.begin());
  for (let press = 0; press < presses + EXTRA_PRESSES; press += 1) await tab.keyboard.press('Tab');
  return tab.evaluate(() => window.judges.keys.end());
}

/** axe-core's rules for accessibility. What it cannot decide is decided here, or a fault as well. */
const axe = (tab) =>
  tab.evaluate(async () => {
    // Contrast cannot be judged over a gradient; the flat colours below are what it must hold on.
    // The gold button's own two colours are judged in tests/contrast.test.ts.
    const flat = new CSSStyleSheet();
    flat.replaceSync('* { background-image: none !important } button.main { background-color: var(--gold-bottom) !important }');
    document.adoptedStyleSheets.push(flat);
    const { violations, incomplete } = await window.axe.run(document, {
      resultTypes: ['violations', 'incomplete'],
      // Where the system chooses the colours, they are not in the styles that axe reads.
      rules: { 'color-contrast': { enabled: !matchMedia('(forced-colors: active)').matches } },
    });
    const faults = (list, word, of) =>
      list.flatMap(({ id, nodes }) => nodes.map((node) => [node, of(id, node)])
        .filter(([, what]) => what !== null)
        .map(([node, what]) => `axe ${word} ${id}: ${node.target.join(' ')}: ${what}`));
    const said = (_, { any, failureSummary }) => any[0]?.message ?? failureSummary;
    const undecided = (id, node) => {
      if (id !== 'color-contrast') return said(id, node);
      const contrast = window.judges.poorContrast(document.querySelector(node.target[0]));
      return contrast && `${contrast} is too little`;
    };
    return [...faults(violations, 'finds', said), ...faults(incomplete, 'leaves open', undecided)];
  });

/** In their order: the later ones change the page. */
export const judges = { trouble, motion, room, keys, axe };

/** All that is wrong with the page that the tab shows. */
export async function judged(tab) {
  const faults = [];
  for (const judge of Object.values(judges)) faults.push(...(await judge(tab)));
  return faults;
}
