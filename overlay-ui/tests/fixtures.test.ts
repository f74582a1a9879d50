// What the English fixtures say is what the program says: each sentence in them is one of the catalogue's.
import { describe, expect, it } from 'vitest';
import { messages } from '../scripts/texts.mjs';
import { currencies } from './fixtures/currency';
import { mineViews } from './fixtures/mine';
import { pastedViews } from './fixtures/pasted';
import { sales } from './fixtures/sale';
import { settingsViews } from './fixtures/settings';
import { views } from './fixtures/views';
import { watchesViews } from './fixtures/watch';
import { welcomeViews } from './fixtures/welcome';

/** What is read as a sentence. Everything else is a name, a number, or what tells states apart. */
const SAID = new Set(
  'ago apart count cure elsewhere expires guide lead newest news notes problem remarks saved spread state summary sure text title totalNote when why words'.split(' '),
);
/** Whose words are the game's or the player's. */
const NOT_SAID = new Set(['badges', 'differences', 'filters', 'report']);

const catalogue = new Map(messages('en').map(({ id, value }) => [id, value]));

/** With fewer letters of its own than this, a text would pass for nearly anything, were its arguments open. */
const FEW = 6;
const ANYTHING = '.+';
const A_NAME = '\\S+(?: \\S+)?';
const A_NUMBER = '[\\d.]+';

interface Placeable {
  type: string;
  name: string;
  variants: { value: unknown }[];
}

/** A text as a pattern, with this for its arguments. */
function pattern(part: unknown, argument: string): string {
  if (typeof part === 'string') return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (Array.isArray(part)) return part.map((one) => pattern(one, argument)).join('');
  const { type, name, variants } = part as Placeable;
  if (type === 'mesg') return pattern(catalogue.get(name), argument);
  if (type === 'func') return A_NUMBER;
  if (type === 'select') return `(?:${variants.map(({ value }) => pattern(value, argument)).join('|')})`;
  return argument;
}

/** How many letters of a text are its own, at least. */
function letters(part: unknown): number {
  if (typeof part === 'string') return part.replace(/\P{L}/gu, '').length;
  if (Array.isArray(part)) return part.reduce((sum: number, one) => sum + letters(one), 0);
  const { type, variants } = part as Placeable;
  return type === 'select' ? Math.min(...variants.map(({ value }) => letters(value))) : 0;
}

const patterns = [...catalogue.values()]
  .filter((value) => letters(value) > 0)
  .map((value) => new RegExp(`^${pattern(value, letters(value) < FEW ? A_NAME : ANYTHING)}$`));

/** Whether a text is one of the program's, or several beside one another. */
function isSaid(text: string): boolean {
  if (text === '' || patterns.some((one) => one.test(text))) return true;
  return [...text.matchAll(/(?<=[.…]) | · |, /g)].some(
    ({ index, 0: { length } }) => isSaid(text.slice(0, index)) && isSaid(text.slice(index + length)),
  );
}

/** Every sentence of a view. A state in one word is no sentence. */
function sentences(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return SAID.has(name) && (name !== 'state' || value.includes(' ')) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => sentences(one, name));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => (NOT_SAID.has(key) ? [] : sentences(one, key)));
}

/** Without what the player pasted. */
const pasted = Object.entries(pastedViews).map(([name, view]) => [name, { ...view, text: '' }] as const);

it('knows what the program does not say', () => {
  for (const text of [
    'offline, next try in 4 s',
    'Nothing came back within 10 seconds. The market may be down; your own connection is well.',
    'Your login holds for 7 days.',
    'The name stands for two uniques; both are searched for.',
  ]) {
    expect(isSaid(text), text).toBe(false);
  }
  expect(isSaid('offline, trying again')).toBe(true);
  expect(isSaid('Raven Frost for 0.3 HR')).toBe(true);
});

describe.each(
  Object.entries({ panel: views, currency: currencies, sale: sales, settings: settingsViews, welcome: welcomeViews, pasted: Object.fromEntries(pasted), mine: mineViews, watches: watchesViews }),
)('the program says what %s does', (_, states) => {
  it.each(Object.entries<unknown>(states))('in %s', (_, view) => {
    expect(sentences(view).filter((text) => !isSaid(text))).toEqual([]);
  });
});
