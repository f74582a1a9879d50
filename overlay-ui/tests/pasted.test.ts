// The window that texts are pasted into: what it draws, and how a text is given in.
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PastedView } from '../src/bindings/PastedView';
import { checked, empty, pastedViews } from './fixtures/pasted';
import { forget, sent } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const { default: Page } = await import('../src/pasted/Page.svelte');
const { feed } = await import('../src/pasted/feed.svelte');

let page: ReturnType<typeof mount>;

function show(view: PastedView): void {
  feed.take(view);
  flushSync();
}

const field = () => document.querySelector<HTMLTextAreaElement>('textarea')!;
const button = (text: string) => [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text));

function type(text: string): void {
  field().value = text;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

function paste(text: string): Event {
  const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
    clipboardData: { getData: (kind: string) => (kind === 'text/plain' ? text : '') },
  });
  field().dispatchEvent(event);
  flushSync();
  return event;
}

function press(target: EventTarget, key: string, more: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  flushSync();
}

beforeEach(() => {
  feed.view = null;
  page = mount(Page, { target: document.body });
  show(empty);
  forget();
});
afterEach(() => unmount(page));

describe('drawing', () => {
  it.each(Object.entries(pastedViews))('draws %s', (_, view) => {
    show(view);
    expect(field().value).toBe(view.text);
    const text = document.body.textContent ?? '';
    const { state } = view;
    if (state.state === 'empty') expect(text).toContain('Ctrl+C over an item');
    if (state.state === 'refused') expect(document.querySelector('[role=alert]')?.textContent).toContain(state.title);
    if (state.state === 'checked') {
      for (const part of [state.header.name, ...state.header.notes, view.realm, view.link.text]) expect(text).toContain(part);
      const { search } = state;
      const rows = search.state === 'found' ? search.rows.length : 0;
      expect(document.querySelectorAll('[data-part=listing]')).toHaveLength(rows);
      if (search.state === 'waiting') expect(text).toContain('Asking the market …');
      if (search.state === 'nothing') expect(text).toContain(search.title);
      if (search.state === 'failed') for (const part of [search.title, search.text]) expect(text).toContain(part);
    }
  });

  it('has no buttons for what is the window’s, or needs the item', () => {
    show(checked);
    const names = [...document.querySelectorAll('button')].map((one) => one.ariaLabel ?? one.textContent?.trim());
    expect(names).toContain('Paste');
    for (const other of ['Close', 'Keep open', 'List it']) expect(names).not.toContain(other);
  });
});

describe('giving a text in', () => {
  const helm = 'Shako\nUnique Helm';
  const checks = (text: string) => ({ do: 'checkText', text });

  it('checks what is pasted at once', () => {
    expect(paste(helm).defaultPrevented).toBe(true);
    expect(field().value).toBe(helm);
    expect(sent).toEqual([checks(helm)]);
  });

  it('checks what is pasted over all that was there', () => {
    type('an older text');
    field().select();
    expect(paste(helm).defaultPrevented).toBe(true);
    expect(field().value).toBe(helm);
    expect(sent).toEqual([checks(helm)]);
  });

  it('has each pasted text take the place of the one before', async () => {
    paste(helm);
    await tick();
    expect([field().selectionStart, field().selectionEnd]).toEqual([0, helm.length]);
    paste('Raven Frost\nUnique Ring');
    expect(sent).toEqual([checks(helm), checks('Raven Frost\nUnique Ring')]);
  });

  it('leaves what is typed alone when something is pasted into it', () => {
    type('Shako\n');
    expect(paste('Unique Helm').defaultPrevented).toBe(false);
    expect(field().value).toBe('Shako\n');
    expect(sent).toEqual([]);
  });

  it('lights one of its two buttons, or none', () => {
    const lit = () => [...document.querySelectorAll('.bar .main')].map((one) => one.textContent?.split(' ')[0]?.trim());
    expect(lit()).toEqual(['Paste']);
    type('Shako');
    expect(lit()).toEqual(['Check']);
    type('');
    expect(lit()).toEqual(['Paste']);
    paste(helm);
    expect(lit()).toEqual([]);
  });

  it.each([
    ['no text, as a picture has', ''],
    ['far too much text', 'a'.repeat(empty.longest + 1)],
  ])('leaves %s to the program', (_, text) => {
    paste(text);
    expect(field().value).toBe('');
    expect(sent).toEqual([{ do: 'paste' }]);
  });

  it('checks what is typed when the player wants it', () => {
    type('Shako');
    expect(sent).toEqual([]);
    button('Check')?.click();
    press(field(), 'Enter');
    press(field(), 'Enter', { ctrlKey: true });
    const give = { do: 'checkText', text: 'Shako' };
    expect(sent).toEqual([give, give]);
  });

  it('gives no empty text in', () => {
    type('  \n');
    expect(button('Check')?.hasAttribute('disabled')).toBe(true);
    press(field(), 'Enter', { ctrlKey: true });
    expect(sent).toEqual([]);
  });

  it('asks the program for the clipboard, and shows what it read', () => {
    button('Paste')?.click();
    expect(sent).toEqual([{ do: 'paste' }]);
    show(checked);
    expect(field().value).toBe(checked.text);
  });

  it('keeps what is typed when listings come in', () => {
    show(checked);
    type('Shako');
    show({ ...checked, link: { state: 'off', text: 'offline' } });
    expect(field().value).toBe('Shako');
  });
});

describe('keys', () => {
  it('closes on Esc', () => {
    press(field(), 'Escape');
    expect(sent).toEqual([{ do: 'close' }]);
  });

  it('searches on Enter beside the text', () => {
    show(checked);
    press(document.querySelector('input[type=checkbox]')!, 'Enter');
    expect(sent).toEqual([{ do: 'search' }]);
  });
});
