// The window that greets a new player: what it draws, and what each button asks for.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WelcomeView } from '../src/bindings/WelcomeView';
import { first, welcomeViews } from './fixtures/welcome';
import { forget, sent } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const { default: Page } = await import('../src/welcome/Page.svelte');
const { feed } = await import('../src/welcome/feed.svelte');

let page: ReturnType<typeof mount>;

function show(view: WelcomeView): void {
  feed.take(view);
  flushSync();
}

const text = () => document.body.textContent ?? '';
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);

beforeEach(() => {
  feed.view = null;
  page = mount(Page, { target: document.body });
  flushSync();
  forget();
});
afterEach(() => unmount(page));

it.each(Object.entries(welcomeViews))('draws %s', (_, view) => {
  show(view);
  for (const { label, chord, problem } of view.chords) {
    for (const part of [label, chord, problem ?? '']) expect(text()).toContain(part);
  }
  if (view.message) expect(document.querySelector('[role=alert]')?.textContent).toContain(view.message.text);
  expect(text()).toContain(view.tray ? 'icon in the tray' : 'start it a second time, or press Ctrl+O in the game');
  expect(document.querySelectorAll('[role=switch]')).toHaveLength(view.offerCopies ? 1 : 0);
});

describe('doing', () => {
  it.each([
    ['Start practice', { do: 'startPractice' }],
    ['Check text …', { do: 'openPasted' }],
    ['Change the hotkeys …', { do: 'openSettings', section: 'hotkeys' }],
    ['Log in', { do: 'logIn' }],
    ['Not now', { do: 'close' }],
  ])('%s', (name, action) => {
    show(first);
    button(name)?.click();
    expect(sent).toEqual([action]);
  });

  it('closes on Esc', () => {
    show(first);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    expect(sent).toEqual([{ do: 'close' }]);
  });

  it('begins with the keyboard at the practice', () => {
    show(first);
    expect(document.activeElement?.textContent).toContain('Start practice');
  });

  it('switches the watching of copies on where hotkeys do not work', () => {
    show(welcomeViews.taken!);
    [...document.querySelectorAll('label')].find((one) => one.textContent === 'Check whatever item I copy')?.click();
    expect(sent).toEqual([{ do: 'settings', action: { ask: 'change', change: { setting: 'watchCopies', on: true } } }]);
  });

  it('brings a login that is open to the front', () => {
    show(welcomeViews.pending!);
    button('Show it')?.click();
    expect(sent).toEqual([{ do: 'logIn' }]);
  });

  it('opens no second practice', () => {
    show(welcomeViews.pending!);
    expect(button('Start practice')?.hasAttribute('disabled')).toBe(true);
  });

  it('offers no login to whoever is logged in', () => {
    show(welcomeViews.in!);
    expect(button('Log in')).toBeUndefined();
    expect(button('Done')).toBeDefined();
    expect(text()).toContain('Exile');
  });
});
