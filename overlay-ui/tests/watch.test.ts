// Watches: the form of a check, the toast, and the window with all of them.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WatchAction } from '../src/bindings/WatchAction';
import type { WatchesView } from '../src/bindings/WatchesView';
import { check, views } from './fixtures/views';
import { watchesViews, watchForm } from './fixtures/watch';
import { forget, sent } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const { default: Window } = await import('../src/watch/Page.svelte');
const { default: Panel } = await import('../src/panel/Page.svelte');
const { feed } = await import('../src/watch/feed.svelte');
const { feed: panelFeed } = await import('../src/panel/feed.svelte');

let page: ReturnType<typeof mount>;
let revision = 0;

const all = <E extends Element = HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];
const button = (text: string) => {
  const found = all<HTMLButtonElement>('button').find((one) => one.textContent?.trim() === text);
  if (!found) throw new Error(`no button says ${text}`);
  return found;
};
const input = () => document.querySelector<HTMLInputElement>('[data-part^=watch] input[type=text]')!;
const type = (text: string) => {
  input().value = text;
  input().dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
};
const press = (key: string) =>
  input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const asked = () => sent.flatMap((action): WatchAction[] => (action.do === 'watch' ? [action.action] : []));

afterEach(async () => {
  await unmount(page);
});

describe('the form of a check', () => {
  const show = (view: (typeof views)[string]) => {
    revision += 1;
    panelFeed.take({ ...view!, revision });
  };
  const open = (change = {}, watch: number | null = null) => show(check({ watch: { watch, form: watchForm(change) } }));

  beforeEach(() => {
    vi.stubGlobal('requestAnimationFrame', () => 0);
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
    page = mount(Panel, { target: document.body });
    flushSync();
    forget();
  });

  it('opens and closes', () => {
    show(views.found!);
    expect(button('Watch').getAttribute('aria-expanded')).toBe('false');
    button('Watch').click();
    open();
    expect(button('Watch').getAttribute('aria-expanded')).toBe('true');
    button('Watch').click();
    expect(asked()).toEqual([
      { ask: 'form', open: true },
      { ask: 'form', open: false },
    ]);
  });

  it('has the keyboard, and starts with what is suggested or typed', () => {
    open();
    expect(document.activeElement).toBe(input());
    expect(input().value).toBe('0.35');
    type('2 gul');
    press('Enter');
    expect(asked()).toEqual([
      { ask: 'draft', ceiling: '2 gul' },
      { ask: 'start', ceiling: '2 gul' },
    ]);
    expect(sent.some((action) => action.do === 'search')).toBe(false);
  });

  it('says what is wrong and does not start', () => {
    open({ ceiling: 'soon', reading: { text: 'It names no amount.', bad: true } });
    expect(document.querySelector('[data-part=watch] [role=alert]')?.textContent).toBe('It names no amount.');
    expect(button('Start').disabled).toBe(true);
    press('Enter');
    expect(asked()).toEqual([]);
  });

  it('is closed by Esc before the panel is', () => {
    open();
    press('Escape');
    expect(sent.slice(-1)).toEqual([{ do: 'watch', action: { ask: 'form', open: false } }]);
  });

  it('changes and stops what runs, and leads to the others', () => {
    open({}, 7);
    expect(document.body.textContent).toContain('Watching');
    type('0.4');
    button('Change').click();
    button('Stop watching').click();
    document.querySelector<HTMLElement>('[aria-label="All watches"]')?.click();
    expect(asked().slice(-2)).toEqual([
      { ask: 'setCeiling', watch: 7, ceiling: '0.4' },
      { ask: 'stop', watch: 7 },
    ]);
    expect(sent.at(-1)).toEqual({ do: 'openWatches' });
  });

  it('has a toast that opens the listing or stops the watch', () => {
    show(views.watchToast!);
    expect(document.querySelector('[data-part=notice]')?.textContent).toContain('Raven Frost for 0.3 HR');
    button('Open').click();
    button('Stop watching').click();
    expect(sent.slice(-2)).toEqual([
      { do: 'openListing', id: 'a1' },
      { do: 'watch', action: { ask: 'stop', watch: 7 } },
    ]);
  });
});

describe('the window', () => {
  const show = (view: WatchesView) => {
    feed.take(view);
    flushSync();
  };

  beforeEach(() => {
    page = mount(Window, { target: document.body });
    flushSync();
    forget();
  });

  it('lists all watches with their state', () => {
    show(watchesViews.some!);
    const rows = all('[data-part=watch-row]').map((row) => row.textContent?.replace(/\s+/g, ' '));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatch(/Raven Frost.*17\+.*0\.35 HR.*looked 4 min ago.*told of 60 wss 2 h ago/);
    expect(document.body.textContent).toContain('3 of 20 on this market');
  });

  it('says how to begin where there is none', () => {
    show(watchesViews.none!);
    expect(document.body.textContent).toContain('Nothing is watched for');
  });

  it('changes a ceiling by Enter or by leaving the field, and forgets it by Esc', () => {
    show(watchesViews.some!);
    type(' 0.5 ');
    press('Enter');
    type('9');
    press('Escape');
    flushSync();
    expect(sent.some((action) => action.do === 'close')).toBe(false);
    input().dispatchEvent(new FocusEvent('blur'));
    expect(input().value).toBe('0.35');
    expect(asked()).toEqual([{ ask: 'setCeiling', watch: 1, ceiling: '0.5' }]);
  });

  it('pauses and goes on', () => {
    show(watchesViews.some!);
    document.querySelector<HTMLElement>('[aria-label="Pause: Raven Frost"]')?.click();
    document.querySelector<HTMLElement>('[aria-label="Go on: Harlequin Crest"]')?.click();
    expect(asked()).toEqual([
      { ask: 'pause', watch: 1, on: true },
      { ask: 'pause', watch: 3, on: false },
    ]);
  });

  it('asks once more before it stops, with the keyboard on No and back', () => {
    const stop = () => document.querySelector<HTMLElement>('[aria-label="Stop: Storm Whorl"]')!;
    const click = (element: HTMLElement) => {
      element.click();
      flushSync();
    };
    show(watchesViews.some!);
    click(stop());
    expect(document.querySelector('[role=alert]')?.textContent).toBe('Stop watching?');
    expect(stop().getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(button('No'));
    click(button('No'));
    expect(document.activeElement).toBe(stop());
    click(stop());
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    flushSync();
    expect(document.activeElement).toBe(stop());
    expect(document.querySelector('[role=alert]')).toBeNull();
    expect(sent).toEqual([]);
    click(stop());
    click(button('Yes, stop'));
    expect(asked()).toEqual([{ ask: 'stop', watch: 2 }]);
  });

  it('is closed by Esc', () => {
    show(watchesViews.some!);
    press('Escape');
    expect(sent).toEqual([{ do: 'close' }]);
  });

  it('offers the login that is waited for', () => {
    show(watchesViews.login!);
    button('Log in').click();
    expect(sent).toEqual([{ do: 'logIn' }]);
    show(watchesViews.offline!);
    expect(all('button').some((one) => one.textContent?.includes('Log in'))).toBe(false);
  });

  it('keeps a ceiling that was refused, and says why, until it is changed or Esc brings the good one back', () => {
    const wrong = () => [input().value, input().getAttribute('aria-invalid'), document.body.textContent?.includes('It names no amount.')];
    const refused = () => show({ ...watchesViews.one!, rows: [{ ...watchesViews.one!.rows[0]!, problem: 'It names no amount.' }] });
    show(watchesViews.one!);
    type('soon');
    press('Enter');
    flushSync();
    refused();
    expect(wrong()).toEqual(['soon', 'true', true]);
    type('sooner');
    expect(wrong()).toEqual(['sooner', 'false', false]);
    press('Enter');
    flushSync();
    expect(wrong()).toEqual(['sooner', 'true', true]);
    press('Escape');
    flushSync();
    expect(wrong()).toEqual(['0.35', 'false', false]);
    expect(asked().map((action) => action.ask === 'setCeiling' && action.ceiling)).toEqual(['soon', 'sooner']);
    expect(sent.some((action) => action.do === 'close')).toBe(false);
  });

  it('does not hold a refusal against the price that is good', () => {
    show(watchesViews.some!);
    expect(all('[aria-invalid=true]')).toHaveLength(0);
    expect(document.body.textContent).not.toContain('It names no amount.');
  });

  it('takes the good price again after another was refused', () => {
    show(watchesViews.one!);
    type('soon');
    press('Enter');
    show({ ...watchesViews.one!, rows: [{ ...watchesViews.one!.rows[0]!, problem: 'It names no amount.' }] });
    type('0.35');
    press('Enter');
    show(watchesViews.one!);
    expect(input().value).toBe('0.35');
    expect(asked().at(-1)).toEqual({ ask: 'setCeiling', watch: 1, ceiling: '0.35' });
  });
});
