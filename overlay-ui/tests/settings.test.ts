// The settings: what they draw, and the one change that each deed asks for.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SettingsView } from '../src/bindings/SettingsView';
import { plain, settingsViews } from './fixtures/settings';
import { forget, sent, sentOf } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const { default: Page } = await import('../src/settings/Page.svelte');
const { feed } = await import('../src/settings/feed.svelte');

let page: ReturnType<typeof mount>;

function show(view: SettingsView): void {
  feed.view = view;
  flushSync();
}

const labelled = <E extends HTMLElement = HTMLInputElement>(start: string): E => {
  const element = document.querySelector<E>(`[aria-label^="${start}"]`);
  if (!element) throw new Error(`nothing is labelled ${start}`);
  return element;
};
const key = (target: EventTarget, kind: 'keydown' | 'keyup', code: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent(kind, { code, key: code.replace(/^Key/, ''), bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  flushSync();
  return event;
};
const changes = () => sentOf('changeSetting').map((action) => action.change);

beforeEach(() => {
  feed.view = null;
  page = mount(Page, { target: document.body });
  flushSync();
  forget();
});
afterEach(() => unmount(page));

describe('drawing', () => {
  it.each(Object.entries(settingsViews))('draws %s', (_, view) => {
    show(view);
    const text = document.body.textContent ?? '';
    for (const part of [view.market, view.folder, view.link.text, ...view.chords.map(({ label }) => label)]) {
      expect(text).toContain(part);
    }
    if (view.message) expect(text).toContain(view.message.text);
    for (const { problem } of view.chords) if (problem) expect(text).toContain(problem);
  });

  it('says that it waits before the first view', () => {
    expect(document.body.textContent).toContain('Reading the settings');
  });
});

describe('hotkeys', () => {
  const recorder = () => labelled<HTMLButtonElement>('Check the price');

  it('records the pressed chord', () => {
    show(plain);
    recorder().click();
    flushSync();
    expect(recorder().textContent).toContain('Press keys');
    key(recorder(), 'keydown', 'ControlLeft', { ctrlKey: true });
    expect(recorder().textContent).toContain('Ctrl');
    const pressed = key(recorder(), 'keydown', 'KeyE', { ctrlKey: true, shiftKey: true });
    expect(pressed.defaultPrevented).toBe(true);
    expect(changes()).toEqual([{ setting: 'chord', command: 'check', chord: 'Ctrl+Shift+E' }]);
    expect(recorder().textContent).toContain('D');
  });

  it.each([
    ['Digit1', { altKey: true }, 'Alt+1'],
    ['F5', {}, 'F5'],
    ['ArrowUp', { ctrlKey: true }, 'Ctrl+Up'],
    ['Space', { ctrlKey: true, altKey: true }, 'Ctrl+Alt+Space'],
    ['KeyA', { metaKey: true }, 'Win+A'],
    ['KeyQ', { ctrlKey: true, key: 'a' }, 'Ctrl+A'],
    ['KeyE', { ctrlKey: true, key: 'у' }, 'Ctrl+E'],
    ['Comma', { ctrlKey: true, key: ',' }, 'Ctrl+,'],
    ['Backquote', { ctrlKey: true, key: '²' }, 'Ctrl+`'],
    ['Digit5', { ctrlKey: true, shiftKey: true, key: '%' }, 'Ctrl+Shift+5'],
  ])('writes %s as the program does', (code, modifiers, chord) => {
    show(plain);
    recorder().click();
    flushSync();
    key(recorder(), 'keydown', code, modifiers);
    expect(changes()).toEqual([{ setting: 'chord', command: 'check', chord }]);
  });

  it('keeps the old one on Esc', () => {
    show(plain);
    recorder().click();
    flushSync();
    key(recorder(), 'keydown', 'Escape', { key: 'Escape' });
    key(recorder(), 'keydown', 'KeyE', { ctrlKey: true });
    expect(sent).toEqual([]);
    expect(recorder().textContent).toContain('Ctrl');
  });

  it('stops when it is left', () => {
    show(plain);
    recorder().click();
    flushSync();
    recorder().dispatchEvent(new FocusEvent('blur'));
    flushSync();
    key(recorder(), 'keydown', 'KeyE', { ctrlKey: true });
    expect(sent).toEqual([]);
  });

  it('does not save what is already so', () => {
    show(plain);
    recorder().click();
    flushSync();
    key(recorder(), 'keydown', 'KeyD', { ctrlKey: true });
    expect(sent).toEqual([]);
  });
});

describe('everything else', () => {
  it('changes the realm', () => {
    show(plain);
    const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].slice(0, 4);
    expect(radios.map((radio) => radio.checked)).toEqual([true, false, false, true]);
    radios[1]?.click();
    radios[2]?.click();
    expect(changes()).toEqual([
      { setting: 'ladder', on: false },
      { setting: 'hardcore', on: true },
    ]);
  });

  it('changes the language, and speaks it at once', () => {
    show(plain);
    const german = [...document.querySelectorAll('label')].find((label) => label.textContent?.includes('Deutsch'));
    german?.querySelector('input')?.click();
    expect(changes()).toEqual([{ setting: 'language', choice: 'de' }]);
    feed.take({ ...plain, language: 'de', languageChoice: 'de' });
    flushSync();
    expect(document.querySelector('h1')?.textContent).toBe('Einstellungen');
    expect(document.documentElement.lang).toBe('de');
    feed.take(plain);
    flushSync();
    expect(document.querySelector('h1')?.textContent).toBe('Settings');
    expect(document.documentElement.lang).toBe('en');
  });

  it('switches the clipboard', () => {
    show(plain);
    labelled('Put the clipboard back').click();
    expect(changes()).toEqual([{ setting: 'restoreClipboard', on: false }]);
  });

  it('switches the watching of copies', () => {
    show(plain);
    labelled('Check whatever item I copy').click();
    expect(changes()).toEqual([{ setting: 'watchCopies', on: true }]);
  });

  it('opens the window that texts are checked in', () => {
    show(plain);
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Check text …')?.click();
    expect(sent).toEqual([{ do: 'openPasted' }]);
  });

  it('switches the public prices, with whose they are beside it', () => {
    show(plain);
    expect(document.body.textContent).toContain('its terms stand on pd2.tools');
    labelled('Ask pd2.tools, too').click();
    expect(changes()).toEqual([{ setting: 'economy', on: true }]);
  });

  it('saves the title when the field is left, and not what is unchanged', () => {
    show(plain);
    const field = labelled('Window title');
    field.value = ' Diablo II - PD2 ';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new FocusEvent('blur'));
    field.dispatchEvent(new FocusEvent('blur'));
    expect(changes()).toEqual([{ setting: 'gameTitle', title: 'Diablo II - PD2' }]);
  });

  it('sends the scale when the slider is let go', () => {
    show(plain);
    const slider = labelled('Size');
    slider.value = '1.2';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
    expect(document.querySelector('output')?.textContent).toBe('120%');
    expect(changes()).toEqual([]);
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    expect(changes()).toEqual([{ setting: 'scale', scale: 1.2 }]);
  });

  it.each([
    ['plain', 'Log in', 'logIn'],
    ['trouble', 'Log in again', 'logIn'],
    ['in', 'Log out', 'logOut'],
  ] as const)('account %s: %s', (name, text, verb) => {
    show(settingsViews[name]!);
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === text)?.click();
    expect(sent).toEqual([{ do: verb }]);
  });
});
