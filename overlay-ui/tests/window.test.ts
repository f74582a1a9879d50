// The ordinary windows as they are loaded: what they are called, when they say that they are ready, and where they begin.
import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { spoken } from '../src/language.svelte';
import { plain } from './fixtures/settings';
import { forget, sent } from './program';

const heard = vi.hoisted(() => new Map<string, (event: { payload: unknown }) => void>());

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({
  listen: async (event: string, take: (event: { payload: unknown }) => void) => void heard.set(event, take),
}));

const tell = (event: string, payload: unknown) => {
  heard.get(event)?.({ payload });
  flushSync();
};
const open = () => document.querySelector('[role=tab][aria-selected=true]')?.textContent?.trim();

describe.each([
  ['mine', () => import('../src/mine/main'), 'My listings', 'Meine Angebote'],
  ['watches', () => import('../src/watch/main'), 'Watches', 'Beobachtungen'],
  ['pasted', () => import('../src/pasted/main'), 'Check text', 'Text prüfen'],
  ['welcome', () => import('../src/welcome/main'), 'Welcome', 'Willkommen'],
])('the window of %s', (event, load, english, german) => {
  it('listens before it is ready, and is titled in the language that is spoken', async () => {
    forget();
    await load();
    expect(heard.has(event)).toBe(true);
    expect(sent).toEqual([{ do: 'ready' }]);
    flushSync();
    expect(document.title).toBe(`${english} · Haggle`);
    spoken.speak('de');
    flushSync();
    expect(document.title).toBe(`${german} · Haggle`);
    spoken.speak('en');
  });
});

it('opens the section in its address, and another one when it is asked for', async () => {
  location.hash = '#privacy';
  await import('../src/settings/main');
  tell('settings', plain);
  expect(document.title).toBe('Settings · Haggle');
  expect(open()).toBe('Privacy');
  tell('section', 'program');
  expect(open()).toBe('General');
});
