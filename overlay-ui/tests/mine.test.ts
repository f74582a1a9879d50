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
const press = (element: Element, key: string) => {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  flushSync();
};
/** By the keyboard, which is on it. */
const push = (element: HTMLElement) => {
  element.focus();
  click(element);
};
const price = () => document.querySelector<HTMLInputElement>('[aria-label="New price"]');
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
    if (view.news) expect(text).toContain(view.news.message.title);
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

  it('finds by every word, and Esc forgets the search before it closes the window', () => {
    show(mineViews.ready!);
    type(search(), 'HARDCORE wss');
    expect(names()).toEqual(['Spirit']);
    type(search(), 'hardcore raven');
    expect(document.body.textContent).toContain('Nothing fits the search');
    press(search(), 'Escape');
    expect(names()).toHaveLength(3);
    expect(sent).toEqual([]);
    press(search(), 'Escape');
    expect(sent).toEqual([{ do: 'close' }]);
  });

  it('bumps all that can be', () => {
    show(mineViews.ready!);
    click(button('Bump all that are ready (2)'));
    expect(asked()).toEqual([{ ask: 'bump', ids: ['b', 'c'] }]);
  });

  it('changes the chosen ones together', () => {
    show(mineViews.ready!);
    click(ticks()[0]!);
    click(ticks()[1]!);
    expect(document.body.textContent).toContain('2 chosen');
    click(button('Change the price'));
    expect(document.body.textContent).toContain('keeps “obo” and the note');
    type(price()!, '2 gul');
    press(price()!, 'Enter');
    expect(asked()).toEqual([{ ask: 'reprice', ids: ['a', 'c'], price: '2 gul' }]);
  });

  it('keeps a price that was refused, and says why until it is changed', () => {
    show(mineViews.ready!);
    click(ticks()[0]!);
    click(button('Change the price'));
    type(price()!, '-1');
    press(price()!, 'Enter');
    show({ ...mineViews.ready!, badPrice: 'A price is above 0.' });
    expect(price()!.value).toBe('-1');
    expect(price()!.getAttribute('aria-invalid')).toBe('true');
    expect(document.body.textContent).toContain('A price is above 0.');
    type(price()!, '1');
    expect(document.body.textContent).not.toContain('A price is above 0.');
    press(price()!, 'Enter');
    show(mineViews.working!);
    expect(price()).toBeNull();
  });

  it('has what was typed for another try, where the market did not take it', () => {
    show(mineViews.ready!);
    click(ticks()[0]!);
    click(button('Change the price'));
    type(price()!, '2');
    press(price()!, 'Enter');
    show(mineViews.working!);
    show(mineViews.failed!);
    click(button('Change the price'));
    expect(price()!.value).toBe('2');
    press(price()!, 'Enter');
    show(mineViews.working!);
    show(mineViews.allDone!);
    click(button('Change the price'));
    expect(price()!.value).toBe('');
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

  it('reads its question out, and brings the keyboard there and back', () => {
    show(mineViews.ready!);
    click(ticks()[0]!);
    push(button('Take back'));
    expect(document.querySelector('[role=alert]')?.textContent).toBe('Take it back?');
    expect(document.activeElement).toBe(button('No'));
    push(button('No'));
    expect(document.activeElement).toBe(button('Take back'));
    push(button('Change the price'));
    expect(document.activeElement).toBe(price());
    press(price()!, 'Escape');
    expect(document.activeElement).toBe(button('Change the price'));
    push(button('Take back'));
    push(button('Yes'));
    show(mineViews.working!);
    expect(document.activeElement).toBe(button('Cancel'));
    show(mineViews.allDone!);
    expect(document.activeElement).toBe(button('Bump all'));
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
    expect(button('Bump all').dispatchEvent(held), 'a key that is held down presses nothing').toBe(false);
  });

  it('closes a question by Esc before the window', () => {
    show(mineViews.ready!);
    click(ticks()[0]!);
    for (const question of ['Take back', 'Change the price']) {
      click(button(question));
      expect(button(question).getAttribute('aria-expanded')).toBe('true');
      press(document.activeElement!, 'Escape');
      expect(button(question).getAttribute('aria-expanded')).toBe('false');
    }
    expect(sent).toEqual([]);
    press(document.body, 'Escape');
    expect(sent).toEqual([{ do: 'close' }]);
  });

  it.each([
    ['allDone', 'status', false],
    ['done', 'status', true],
    ['failed', 'alert', true],
  ])('tells how it went: %s', (name, role, warns) => {
    show(mineViews[name]!);
    const box = document.querySelector('[data-part=message]')!;
    expect(box.closest('[role]')?.getAttribute('role')).toBe(role);
    expect(box.classList.contains('warns')).toBe(warns);
    click(document.querySelector<HTMLElement>('[aria-label="Dismiss"]')!);
    expect(asked()).toEqual([{ ask: 'dismiss' }]);
  });

  it('reads a failure out', () => {
    show(mineViews.away!);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The market does not answer');
    click(button('Try again'));
    expect(sent).toEqual([{ do: 'search' }]);
  });

  it('shows that it asks again, and keeps what is known on show', () => {
    show(mineViews.refreshing!);
    expect(names()).toHaveLength(3);
    expect(document.querySelector('.skeleton.shown')?.textContent).toContain('Asking the market');
    show(mineViews.ready!);
    expect(document.querySelector('.skeleton')).toBeNull();
  });

  it('chooses all that are shown, and drops what is gone', () => {
    show(mineViews.ready!);
    type(search(), 'softcore');
    click(document.querySelector<HTMLInputElement>('thead input')!);
    expect(document.body.textContent).toContain('2 chosen');
    show({ ...mineViews.ready!, rows: mineViews.ready!.rows.slice(1) });
    expect(document.body.textContent).toContain('1 chosen');
  });

  it('keeps chosen what a search hides, does nothing to it meanwhile, and says so', () => {
    show(mineViews.ready!);
    click(ticks()[0]!);
    type(search(), 'spirit');
    expect(document.body.textContent).toContain('0 chosen, 1 more not shown');
    click(ticks()[0]!);
    expect(document.body.textContent).toContain('1 chosen, 1 more not shown');
    const bump = () => click(all('button').find((one) => one.textContent?.trim() === 'Bump')!);
    bump();
    type(search(), '');
    expect(document.body.textContent).toContain('2 chosen');
    expect(document.body.textContent).not.toContain('not shown');
    bump();
    expect(asked()).toEqual([
      { ask: 'bump', ids: ['c'] },
      { ask: 'bump', ids: ['a', 'c'] },
    ]);
    type(search(), 'spirit');
    click(ticks()[0]!);
    type(search(), '');
    expect(ticks().map((tick) => tick.checked)).toEqual([true, false, false]);
  });

  it('has a tick for all that says, too, that some are chosen', () => {
    show(mineViews.ready!);
    const head = () => {
      const { checked, indeterminate } = document.querySelector<HTMLInputElement>('thead input')!;
      return indeterminate ? 'some' : checked ? 'all' : 'none';
    };
    expect(head()).toBe('none');
    click(ticks()[0]!);
    expect(head()).toBe('some');
    click(document.querySelector<HTMLInputElement>('thead input')!);
    expect(head()).toBe('all');
    click(ticks()[1]!);
    expect(head()).toBe('some');
    type(search(), 'raven');
    expect(head()).toBe('all');
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
