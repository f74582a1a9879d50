// The judges themselves: each must find the fault that is made on purpose, in a page in which it finds none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openChromium } from '../chromium.mjs';
import { judges } from '../judges.mjs';
import { openStage } from '../stage.mjs';
import { statesOf } from '../states.mjs';
import { visit } from '../visit.mjs';

let stage, chromium, tab;
before(async () => {
  stage = await openStage();
  chromium = await openChromium();
  tab = await chromium.openTab();
});
after(async () => {
  await chromium.close();
  await stage.close();
});

/** What the judge says of a state when the page was spoilt so. */
async function said(judge, name, spoil) {
  await visit(tab, stage, statesOf(stage).find((state) => state.name === name), '&judge');
  await tab.evaluate(spoil);
  return (await judges[judge](tab)).join('\n');
}

const FOUND = 'panel-found@1';
const style = (selector, text) => `document.querySelector('${selector}').style.cssText += ';${text}';`;
const drop = (selector, attribute) => `document.querySelector('${selector}').removeAttribute('${attribute}');`;

const ELLIPSIS = 'width: 40px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap';
const FAINT = style('.base', 'color: rgb(60, 55, 50)');
const DRAWING = `
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.style.cssText = 'position: absolute; width: 300px; height: 20px; z-index: -1';
  document.querySelector('.base').append(drawing);`;
const ELSEWHERE = `new Promise((done) => {
  addEventListener('securitypolicyviolation', done);
  document.head.append(Object.assign(document.createElement('script'), { src: 'https://example.org/x.js' }));
})`;
const MOVING = "void document.querySelector('.base').animate([{ opacity: 0 }, { opacity: 1 }], 10000)";

/** What is spoilt, by whom it is found, and in which words. */
const spoilt = [
  ...Object.keys(judges).map((judge) => ['nothing', judge, '', /^$/]),
  ['a line cut off below', 'room', style('.base', 'height: 8px; overflow: hidden'), /item level 96” is cut off by p, without a sign/],
  ['a name cut off without its whole', 'room', style('.base', ELLIPSIS) + drop('.base', 'title'), /no title has the whole/],
  ['a text over another', 'room', style('.age', 'translate: -100px'), /lies over/],
  ['a text beyond the edge', 'room', style('.panel > .inside', 'overflow: visible') + style('footer', 'translate: 60px'), /reaches beyond/],
  ['a button too small', 'room', style('button', 'width: 8px; height: 8px'), /too small to hit/],
  ['a number that its field does not hold', 'room', "document.querySelector('input.figures').value = '1234567890'", /only a part of “1/],
  ['a placeholder that its field does not hold', 'room', "Object.assign(document.querySelector('input.figures'), { value: '', placeholder: 'at the very least' })", /only a part of “at the very/],
  ['a control that Tab passes by', 'keys', "document.querySelector('button').tabIndex = -1", /is not reached by Tab/],
  ['a control that does not show the keyboard', 'keys', style('button', 'outline: none'), /does not show that it has the keyboard/],
  ['faint letters', 'axe', FAINT, /color-contrast/],
  ['faint letters over a drawing', 'axe', FAINT + DRAWING, /color-contrast/],
  ['a button without a name', 'axe', drop('button', 'aria-label') + drop('button', 'title'), /button-name/],
  ['a script from elsewhere', 'trouble', ELSEWHERE, /content policy forbids https:\/\/example.org/],
  ['something that moves', 'motion', MOVING, /moves, though/],
];

for (const [what, judge, spoil, words] of spoilt) {
  test(`${judge}: ${what}`, async () => {
    assert.match(await said(judge, FOUND, spoil), words);
  });
}
