// The comparison of pictures: what a player could see is found, what only another version of Chromium draws is not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openChromium } from '../chromium.mjs';
import { openDarkroom } from '../darkroom.mjs';
import { openStage } from '../stage.mjs';
import { SCALES, statesOf } from '../states.mjs';
import { take, visit } from '../visit.mjs';

let stage, chromium, tab, darkroom;
before(async () => {
  stage = await openStage();
  chromium = await openChromium();
  tab = await chromium.openTab();
  darkroom = await openDarkroom(chromium, stage);
});
after(async () => {
  await chromium.close();
  await stage.close();
});

/** What the comparison says of a state before and after a change. */
async function difference(name, change) {
  await visit(tab, stage, statesOf(stage).find((state) => state.name === name));
  const kept = await take(tab);
  await tab.evaluate(change);
  return (await darkroom.differ(kept, await take(tab)))?.fault;
}

const style = (selector, text) => `document.querySelector('${selector}').style.cssText += '${text}'`;

/** All dots are one path, whose width is 1: the first number of it is the first dot's place. */
const dotMoved = `
  const dots = document.querySelector('.chart path');
  const by = 2 / document.querySelector('.chart').clientWidth;
  dots.setAttribute('d', dots.getAttribute('d').replace(/[\\d.]+/, (place) => Number(place) + by));
`;

const seen = {
  'a line of small print by 2 px': style('.age', 'translate: 0 2px'),
  'a word by 2 px to the side': style('.seller', 'translate: 2px'),
  'a dot of the chart by 2 px': dotMoved,
  'a ring of the chart by 2 px': style('.chart .apart', 'translate: 2px'),
  'the link’s dot by 2 px': style('.link i', 'translate: 2px'),
  'a row two pixels higher': style('footer', 'padding-top: 12px'),
  'a colour of small print': style('.age', 'color: var(--bad)'),
  'a button’s ground': style('button.wide', 'background: var(--line-strong)'),
  'a badge that is gone': "document.querySelector('.badges, ul li').remove()",
};
const notSeen = {
  nothing: '',
  'letters that are a little bolder': style('.panel', '-webkit-text-stroke: 0.05px'),
  'colours, by less than the eye can tell': style('.panel', 'filter: brightness(1.03)'),
};

for (const scale of SCALES) {
  for (const [what, change] of Object.entries(seen)) {
    test(`at ${scale}: finds ${what}`, async () => assert.ok(await difference(`panel-found@${scale}`, change)));
  }
  for (const [what, change] of Object.entries(notSeen)) {
    test(`at ${scale}: lets pass ${what}`, async () => assert.equal(await difference(`panel-found@${scale}`, change), undefined));
  }
}
