// The window of the player's own listings: what it draws, how it sorts and finds, and what it sends.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MineAction } from '../src/bindings/MineAction';
import type { MineView } from '../src/bindings/MineView';
import { mineViews } from './fixtures/mine';
import { forget, sent } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const { default: Page } = await import('../src/mine/Page.svelte');
const { feed } = await import('../src/mine/feed.svelte');

let page: ReturnType<typeof mount>;

function show(view: MineView): void {
  feed.view = view;
  flushSync();
}

const all = <E extends Element = HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)];
const names = () => all('[data-part=mine] .name').map((name) => name.textContent);
const ticks = () => all<HTMLInputElement>('tbody input[type=checkbox]');
const button = (text: string) => {
  const found = all<HTMLButtonElement>('button').find((one) => one.textContent?.includes(text));
  if (!found) throw new Error(`no button says ${text}`);
  return found;
};
const click = (element: HTMLElement) => {
  element.click();
  flushSync();
};
const type = (input: HTMLInputElement, text: string) => {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
};
const search = () => document.querySelector<HTMLInputElement>('input[type=search]')!;
const asked = () => sent.flatMap((action): MineAction[] => (action.do === 'mine' ? [action.action] : []));

beforeEach(() => {
  forget();
  page = mount(Page, { target: document.body });
});
afterEach(async () => {
  await unmount(page);
  feed.view = null;
});

describe('my listings', () => {
  it.each(Object.entries(mineViews))('draws %s', (_, view) => {
    show(view);
    const text = document.body.textContent ?? '';
    expect(text).toContain('My listings');
    expect(names()).toHaveLength(view.state.state === 'ready' ? view.rows.length : 0);
    if (view.state.state === 'failed') expect(text).toContain(view.state.text);
    if (view.message) expect(text).toContain(view.message.title);
    if (view.job) expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('1');
  });

  it('says what to do when there is nothing', () => {
    show(mineViews.empty!);
    expect(document.body.textContent).toContain('press the hotkey that lists it');
  });

  it('sorts by a click on a column, and the other way by another', () => {
    show(mineViews.ready!);
    expect(names()).toEqual(['Raven Frost', 'Spirit', 'Havoc Track']);
    click(button('Price'));
    expect(names()).toEqual(['Raven Frost', 'Spirit', 'Havoc Track']);
    click(button('Price'));
    expect(names()).toEqual(['Spirit', 'Raven Frost', 'Havoc Track']);
    click(button('Item'));
    expect(names()).toEqual(['Havoc Track', 'Raven Frost', 'Spirit']);
    expect(document.querySelector('th.name')?.getAttribute('aria-sort')).toBe('ascending');
  });

  it('finds by every word, and Esc forgets the search', () => {
    show(mineViews.ready!);
    type(search(), 'HARDCORE wss');
    expect(names()).toEqual(['Spirit']);
    type(search(), 'hardcore raven');
    expect(document.body.textContent).toContain('Nothing fits the search');
    search().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    flushSync();
    expect(names()).toHaveLength(3);
  });

  it('bumps all that can be', () => {
    show(mineViews.ready!);
    click(button('Bump all that can be (2)'));
    expect(asked()).toEqual([{ ask: 'bump', ids: ['b', 'c'] }]);
  });

  it('changes the chosen ones together', () => {
    show(mineViews.ready!);
    click(ticks()[0]!);
    click(ticks()[1]!);
    expect(document.body.textContent).toContain('2 chosen');
    click(button('Change the price'));
    const field = document.querySelector<HTMLInputElement>('[aria-label="New price"]')!;
    type(field, '2 gul');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    expect(asked()).toEqual([{ ask: 'reprice', ids: ['a', 'c'], price: '2 gul' }]);
  });

  it('asks once more before it takes back', () => {
    show(mineViews.ready!);
    click(ticks()[2]!);
    click(button('Take back'));
    expect(asked()).toEqual([]);
    click(button('No'));
    click(button('Take back'));
    click(button('Yes'));
    expect(asked()).toEqual([{ ask: 'delist', ids: ['b'] }]);
  });

  it('chooses all that are shown, and drops what is gone', () => {
    show(mineViews.ready!);
    type(search(), 'softcore');
    click(document.querySelector<HTMLInputElement>('thead input')!);
    expect(document.body.textContent).toContain('2 chosen');
    show({ ...mineViews.ready!, rows: mineViews.ready!.rows.slice(1) });
    expect(document.body.textContent).toContain('1 chosen');
  });

  it('offers nothing but to cancel while a job runs', () => {
    show(mineViews.working!);
    expect(all('button').some((one) => one.textContent?.includes('Bump all'))).toBe(false);
    expect(ticks().map((tick) => tick.disabled)).toEqual([false, true, true]);
    click(button('Cancel'));
    expect(asked()).toEqual([{ ask: 'cancel' }]);
  });

  it('unfolds the offers, opens a listing, asks again', () => {
    show(mineViews.ready!);
    click(button('2 offers'));
    expect(document.body.textContent).toContain('2 gul');
    click(button('Raven Frost'));
    click(button('Refresh'));
    expect(sent.slice(-2)).toEqual([
      { do: 'openListing', id: 'a' },
      { do: 'mine', action: { ask: 'refresh' } },
    ]);
  });

  it('goes along the ticks by the arrows', () => {
    show(mineViews.ready!);
    ticks()[0]!.focus();
    ticks()[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(ticks()[1]);
  });
});
