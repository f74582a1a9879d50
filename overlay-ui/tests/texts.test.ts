// The catalogue: both languages say the same things, and the pages use all of their own texts.
import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, type FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { argumentsOf, languages, messages, pageMessages, typesOf } from '../scripts/texts.mjs';
import * as texts from '../src/texts';

const source = (language: string) => readFileSync(`../src-tauri/texts/${language}.ftl`, 'utf8');
const byId = (language: string) => new Map(pageMessages(language).map((message) => [message.id, message]));

describe('the files', () => {
  it.each(languages)('%s is understood in whole', (language) => {
    const begun = source(language).match(/^[a-z][\w-]* =/gm) ?? [];
    expect(messages(language)).toHaveLength(begun.length);
    expect(begun.length).toBeGreaterThan(100);
  });

  it.each(languages)('%s has the same messages with the same arguments', (language) => {
    const [english, other] = [byId('en'), byId(language)];
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [id, message] of english) {
      const same = other.get(id);
      const names = (of: typeof message) => argumentsOf(of).map(([name]) => name);
      expect(same && names(same), id).toEqual(names(message));
    }
  });

  it.each(languages)('%s can be shown with any number', (language) => {
    const bundle = new FluentBundle(language, { useIsolating: false });
    bundle.addResource({ body: pageMessages(language) } as FluentResource);
    for (const message of pageMessages(language)) {
      for (const number of [0, 1, 2, 21]) {
        const values = argumentsOf(message).map(([name, kind]) => [name, kind === 'number' ? number : 'Ohm']);
        const shown = message.value && bundle.formatPattern(message.value, Object.fromEntries(values));
        expect(shown, message.id).toBeTruthy();
        expect(shown, message.id).not.toMatch(/[{}$]/);
      }
    }
  });
});

describe('the types', () => {
  it('tell numbers from texts', () => {
    const some = ['page-panel-pin', 'page-panel-roll', 'page-mine-offers'];
    expect(typesOf(pageMessages('en').filter(({ id }) => some.includes(id)))).toContain(`  'page-mine-offers': { count: number };
  'page-panel-pin': null;
  'page-panel-roll': { max: string; min: string; percent: number };`);
  });
});

describe('the pages', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.startsWith('bindings') && name !== 'texts.ts')
    .map((name) => readFileSync(`src/${name}`, 'utf8'));

  /** The names of one group's texts that are used somewhere; `true` where one is chosen by a name that is not known here. */
  function used(group: string): Set<string> | true {
    const names = new Set<string>();
    for (const file of files) {
      const imported = /import \{([^}]*)\} from '(?:\.\.?\/)+texts'/.exec(file)?.[1] ?? '';
      const as = imported.split(',').map((one) => /^\s*(\w+)(?: as (\w+))?\s*$/.exec(one));
      const local = as.find((one) => one?.[1] === group);
      if (!local) continue;
      const name = local[2] ?? group;
      if (new RegExp(`\\b${name}\\[`).test(file)) return true;
      for (const use of file.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))) if (use[1]) names.add(use[1]);
    }
    return names;
  }

  it.each(Object.keys(texts))('use every text of %s', (group) => {
    const all = Object.keys(texts[group as keyof typeof texts]);
    expect(all.length).toBeGreaterThan(1);
    const names = used(group);
    if (names !== true) expect(all.filter((name) => !names.has(name))).toEqual([]);
  });

  it('get a text that has no arguments as a text', () => {
    const functions = Object.values(texts).flatMap((group) => Object.values(group).filter((one) => typeof one === 'function'));
    const withArguments = pageMessages('en').filter((message) => argumentsOf(message).length > 0);
    expect(functions.length).toBe(withArguments.length);
  });

  it('have no texts outside of the groups', () => {
    const known = Object.values(texts).flatMap((group) => Object.keys(group)).length;
    expect(known).toBe(pageMessages('en').length);
  });
});
