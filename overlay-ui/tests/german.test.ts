// The pages in German, with views that the program itself made in German.
import { flushSync, mount, unmount } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Language } from '../src/bindings/Language';
import type { View } from '../src/bindings/View';
import type { MineView } from '../src/bindings/MineView';
import type { PastedView } from '../src/bindings/PastedView';
import type { SettingsView } from '../src/bindings/SettingsView';
import type { WatchesView } from '../src/bindings/WatchesView';
import type { WelcomeView } from '../src/bindings/WelcomeView';
import { spoken } from '../src/language.svelte';
import * as texts from '../src/texts';
import { germanMine, germanPanel, germanPasted, germanSettings, germanWatches, germanWelcome } from './fixtures/german';
import { lessons } from './fixtures/lesson';
import { inventory } from './fixtures/practice';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const pages = {
  panel: await import('../src/panel/Page.svelte'),
  mine: await import('../src/mine/Page.svelte'),
  settings: await import('../src/settings/Page.svelte'),
  practice: await import('../src/practice/Page.svelte'),
  watches: await import('../src/watch/Page.svelte'),
  pasted: await import('../src/pasted/Page.svelte'),
  welcome: await import('../src/welcome/Page.svelte'),
};
const feeds = {
  panel: (await import('../src/panel/feed.svelte')).feed,
  mine: (await import('../src/mine/feed.svelte')).feed,
  settings: (await import('../src/settings/feed.svelte')).feed,
  watches: (await import('../src/watch/feed.svelte')).feed,
  pasted: (await import('../src/pasted/feed.svelte')).feed,
  welcome: (await import('../src/welcome/feed.svelte')).feed,
};
const { place } = await import('../src/settings/place.svelte');
const { sectionIds } = await import('../src/settings/sections');
const { game } = await import('../src/practice/game.svelte');
const { lesson } = await import('../src/practice/lesson.svelte');

/** The plain texts of the pages that are other words in German. */
const english = (() => {
  const all = (language: Language): unknown[] => {
    spoken.speak(language);
    return Object.values(texts).flatMap((group) => Object.values(group as Record<string, unknown>));
  };
  const german = new Set(all('de'));
  return new Set(all('en').filter((text) => typeof text === 'string' && !german.has(text)));
})();

/** Everything that is read or read out. */
function shown(): string[] {
  const read: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) read.push(walker.currentNode.textContent?.trim() ?? '');
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder']) read.push(element.getAttribute(name) ?? '');
  }
  return read.filter(Boolean);
}

function judge(page: keyof typeof pages, draw: () => void): string[] {
  const mounted = mount(pages[page].default, { target: document.body });
  try {
    draw();
    flushSync();
    expect(document.documentElement.lang).toBe('de');
    const all = shown();
    expect(all.filter((text) => english.has(text))).toEqual([]);
    return all;
  } finally {
    void unmount(mounted);
  }
}

let revision = 0;

describe('nothing of the pages is English in German', () => {
  it('knows the English words', () => expect(english.size).toBeGreaterThan(60));

  it.each(Object.entries<View>(germanPanel))('the panel: %s', (_, view) => {
    revision += 1;
    const all = judge('panel', () => feeds.panel.take({ ...view, revision }));
    expect(all.length).toBeGreaterThan(1);
  });

  it.each(Object.entries<MineView>(germanMine))('my listings: %s', (_, view) => {
    expect(judge('mine', () => feeds.mine.take(view))).toContain(texts.mine.title);
  });

  it.each(Object.entries<WatchesView>(germanWatches))('the watches: %s', (_, view) => {
    expect(judge('watches', () => feeds.watches.take(view))).toContain(texts.watch.title);
  });

  it.each(Object.entries<SettingsView>(germanSettings))('the settings: %s', (_, view) => {
    for (const section of sectionIds) {
      place.open(section);
      expect(judge('settings', () => feeds.settings.take(view))).toContain(texts.sections[section]);
    }
  });

  it.each(Object.entries(lessons))('the practice game: %s', (_, view) => {
    spoken.speak('de');
    const all = judge('practice', () => {
      game.items = inventory;
      lesson.view = view;
    });
    expect(all).toContain(texts.practice.title);
    expect(all).toContain(texts.practice.filter);
  });

  it.each(Object.entries<PastedView>(germanPasted))('checking a text: %s', (_, view) => {
    expect(judge('pasted', () => feeds.pasted.take(view))).toContain(texts.pasted.paste);
  });

  it.each(Object.entries<WelcomeView>(germanWelcome))('the welcome: %s', (_, view) => {
    expect(judge('welcome', () => feeds.welcome.take(view))).toContain(texts.welcome.title);
  });
});
