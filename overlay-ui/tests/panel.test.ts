// The panel: what it draws of each view and what it sends for each deed of the player.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Currency } from '../src/bindings/Currency';
import type { Sale } from '../src/bindings/Sale';
import type { View } from '../src/bindings/View';
import { check, filter, found, hidden, raven, views } from './fixtures/views';
import { forget, sent, sentOf } from './program';
import { nameOf } from './spoken';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const { default: Page } = await import('../src/panel/Page.svelte');
const { feed } = await import('../src/panel/feed.svelte');

let page: ReturnType<typeof mount>;
let revision = 0;
let frames = new Map<number, FrameRequestCallback>();
let handles = 0;

/** Lets the window draw one frame. */
function frame(): void {
  const due = frames;
  frames = new Map();
  for (const callback of due.values()) callback(0);
}

function show(view: View): void {
  revision += 1;
  feed.take({ ...view, revision });
}

const query = <E extends Element = HTMLElement>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`nothing is ${selector}`);
  return element;
};
const byLabel = (label: string) => query(`[aria-label="${label}"]`);
const button = (text: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text));
  if (!found) throw new Error(`no button says ${text}`);
  return found;
};
const press = (target: EventTarget, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

/** Lets promises that are ready run. */
const settled = () => Promise.resolve().then(() => Promise.resolve());

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    handles += 1;
    frames.set(handles, callback);
    return handles;
  });
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.delete(handle));
  frames = new Map();
  page = mount(Page, { target: document.body });
  flushSync();
  forget();
});

afterEach(async () => {
  show(hidden);
  // A frame that was asked for must not reach into the next test.
  frame();
  frame();
  await unmount(page);
});

/** What the form says of each stage, and whether it can be filled in. */
function drawsSale({ header, stage, price, reading, guide, problem }: Sale, text: string): void {
  const said = (() => {
    switch (stage.stage) {
      case 'finding':
        return ['Looking for it in your stash'];
      case 'found':
        return [stage.words];
      case 'choosing':
        return [stage.title, ...stage.choices.flatMap(({ spot, listed }) => [spot.words, listed ?? ''])];
      case 'nowhere':
        return [stage.title, stage.text, stage.elsewhere ?? ''];
      case 'stuck':
        return [stage.title, stage.text];
      case 'sending':
        return [stage.text];
      case 'listed':
        return [stage.price, stage.ago, stage.bump.can ? 'Bump to the front' : stage.bump.when];
    }
  })();
  for (const part of [header.name, ...said, problem?.title ?? '', problem?.text ?? '']) expect(text).toContain(part);
  expect(query('[data-part=sale]').dataset.stage).toBe(stage.stage);
  const fields = ['finding', 'found', 'listed'].includes(stage.stage);
  expect([...document.querySelectorAll<HTMLInputElement>('.price input')].map((field) => field.value)).toEqual(fields ? [price] : []);
  if (fields) for (const part of [reading.text, guide]) expect(text).toContain(part);
}

/** Every kind that is held with its worth, or why there is nothing. */
function drawsCurrency({ stage, groups, total, totalNote, saved }: Currency, text: string): void {
  const said = stage.stage === 'stuck' ? [stage.title, stage.text] : groups.length > 0 ? [total, totalNote] : [];
  for (const part of [...said, saved]) expect(text).toContain(part);
  if (stage.stage === 'reading') expect(query('[role=status]').textContent).toBe('Reading your stash …');
  if (stage.stage === 'read' && groups.length === 0) expect(text).toContain('No currency in this stash');
  const rows = groups.flatMap((group) => group.rows);
  const drawn = [...document.querySelectorAll('[data-part=kind]')];
  expect(drawn).toHaveLength(rows.length);
  for (const [at, { name, count, each, sum, source, waiting }] of rows.entries()) {
    for (const part of [name, `× ${count}`, sum, source]) expect(drawn[at]?.textContent).toContain(part);
    expect(drawn[at]?.querySelector('input')?.value).toBe(waiting ? undefined : each);
  }
  for (const group of groups) expect(text).toContain(`${group.label} ${group.total}`);
}

describe('drawing', () => {
  it.each(Object.entries(views))('draws %s', (_, view) => {
    show(view);
    const text = document.body.textContent ?? '';
    if (view.panel.kind === 'check') {
      expect(text).toContain(view.panel.header.name);
      expect(text).toContain(view.realm);
      expect(text).toContain(view.link.text);
      expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(view.panel.filters.length);
    }
    if (view.panel.kind === 'hint') expect(text).toContain(view.panel.text);
    if (view.panel.kind === 'sale') drawsSale(view.panel, text);
    if (view.panel.kind === 'currency') drawsCurrency(view.panel, text);
    for (const { message } of view.notices) expect(text).toContain(message.title);
  });

  it('draws the listings with their differences', () => {
    show(views.found!);
    const rows = [...document.querySelectorAll('[aria-label=Listings] li')];
    expect(rows).toHaveLength(5);
    expect(rows[0]?.textContent?.replace(/\s+/g, ' ')).toMatch(/0\.5.*2 dex.*9 AR.*Seller A.*now/);
    expect(rows[2]?.textContent).toContain('60 wss');
  });

  it('names each listing with the words for its signs, and hides none beside them', () => {
    show(views.found!);
    expect([...document.querySelectorAll('[aria-label=Listings] button')].map(nameOf)).toEqual([
      '0.5 better by 2 dex worse by 9 AR came in just now, in the game now Seller A now',
      '0.5 worse by 1 dex worse by 31 AR in the game now Seller B 4 min',
      '0.6 60 wss better by 2 dex better by 7 AR not in the game Seller C 38 min',
      '0.75 vex+ist better by 1 dex not in the game Seller D 2 h',
      '2 apart: 4× median not in the game Seller E 2 d',
    ]);
    expect(document.querySelectorAll('[aria-label=Listings] .unseen')).toHaveLength(0);
    expect(query('.differences').title).toBe('better by 2 dex, worse by 9 AR');
  });

  it('makes the rows in sight first, and the others after they were painted', async () => {
    const made = () => document.querySelectorAll('[aria-label=Listings] li').length;
    show(views.many!);
    expect(made()).toBe(9);
    frame();
    await new Promise((resolve) => setTimeout(resolve));
    flushSync();
    expect(made()).toBe(50);
    show(views.many!);
    expect(made()).toBe(50);
  });

  it('draws a failure with its way out', () => {
    show(views.login!);
    expect(document.body.textContent).toContain('Log in to see listings');
    button('Log in').click();
    expect(sent.at(-1)).toEqual({ do: 'logIn' });
  });

  it('offers the ways out of an empty search, with what each would find', () => {
    show(views.nothingWays!);
    const ways = [...document.querySelectorAll('[aria-label="What to give up"] button')];
    expect(ways.map((way) => way.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'Without +12 to Strength 9 listings',
      'Without 4% Mana stolen per hit 3 listings',
    ]);
    button('4% Mana').click();
    expect(sent.at(-1)).toEqual({ do: 'giveUp', filters: [2] });
    expect(query('[data-part=sold]').textContent).toMatch(/0\.4 – 0\.6 HR, 7 listings in the last 14 days/);
  });

  it('says what to do where there is no way out, and offers the login for the archive', () => {
    show(views.nothing!);
    expect(document.body.textContent).toContain('Untick a property');
    expect(document.querySelector('[aria-label="What to give up"]')).toBeNull();
    show(views.nothingLogin!);
    query('[data-part=sold] button').click();
    expect(sent.at(-1)).toEqual({ do: 'logIn' });
  });

  it('leaves nothing when hidden', () => {
    show(views.withNotices!);
    expect(document.querySelector('.column')).not.toBeNull();
    show(hidden);
    expect(document.querySelector('.column')).toBeNull();
    expect(document.body.textContent).toBe('');
  });

  it('ignores an older view', () => {
    show(views.found!);
    feed.take({ ...hidden, revision: revision - 1 });
    feed.take({ ...hidden, revision });
    expect(document.body.textContent).toContain('Raven Frost');
  });

  it('offers to undo a listing, with the seconds left, and its page', () => {
    show(views.listedToast!);
    expect(button('Undo').textContent).toContain('8 s');
    button('Undo').click();
    byLabel('Open on the market’s page').click();
    expect(sent.slice(-2)).toEqual([
      { do: 'undo', notice: 4 },
      { do: 'openListing', id: 'a1' },
    ]);
  });

  it('lists the checked item', () => {
    show(views.found!);
    button('List it').click();
    expect(sent.at(-1)).toEqual({ do: 'list' });
  });

  it('shows text as text', () => {
    show(check({ header: { ...raven.header, name: '<b>El</b> &amp;' } }));
    expect(query('h1').textContent).toBe('<b>El</b> &amp;');
  });

  it('takes the scale for the whole page', () => {
    show(check({}, { appearance: { scale: 1.25, opaque: false } }));
    expect(document.documentElement.style.getPropertyValue('--scale')).toBe('1.25');
  });

  it('is no taller than the program has room for', () => {
    show(check({}, { room: 612.5 }));
    expect(document.documentElement.style.getPropertyValue('--window-height')).toBe('612.5px');
  });
});

describe('reports', () => {
  it('tells the size of each view at once and its painting after two frames', () => {
    show(views.found!);
    expect(sentOf('laidOut')).toEqual([{ do: 'laidOut', revision, width: 0, height: 0 }]);
    expect(sentOf('painted')).toEqual([]);
    frame();
    expect(sentOf('painted')).toEqual([]);
    frame();
    expect(sentOf('painted')).toEqual([{ do: 'painted', revision }]);
  });

  it('reports the newest when several came before the window was shown', () => {
    show(views.waiting!);
    show(views.found!);
    frame();
    frame();
    expect(sentOf('painted')).toEqual([{ do: 'painted', revision }]);
  });

  it('reports a view that came between the two frames too', () => {
    show(views.waiting!);
    frame();
    show(views.found!);
    frame();
    frame();
    frame();
    expect(sentOf('painted').map((action) => action.revision)).toEqual([revision - 1, revision]);
  });

  it('reports a view that came while the hiding of the last was on its way', () => {
    show(views.waiting!);
    show(hidden);
    frame();
    show(views.found!);
    frame();
    frame();
    frame();
    expect(sentOf('painted')).toEqual([{ do: 'painted', revision }]);
  });

  it('reports nothing of what is hidden', () => {
    show(hidden);
    frame();
    frame();
    expect(sent).toEqual([]);
  });
});

describe('the head and the keys', () => {
  it('closes by Esc and by the cross', () => {
    show(views.found!);
    press(window, 'Escape');
    byLabel('Close').click();
    expect(sentOf('close')).toHaveLength(2);
  });

  it('has no keys while hidden', () => {
    show(hidden);
    press(window, 'Escape');
    press(window, 'Enter');
    expect(sent).toEqual([]);
  });

  it('pins and lets go', () => {
    show(views.found!);
    byLabel('Keep open').click();
    expect(byLabel('Keep open').getAttribute('aria-pressed')).toBe('false');
    show(views.changed!);
    expect(byLabel('Keep open').getAttribute('aria-pressed')).toBe('true');
    byLabel('Keep open').click();
    expect(sentOf('pin').map((action) => action.pinned)).toEqual([true, false]);
  });

  it('searches by Enter and by the button', () => {
    show(views.found!);
    press(document.body, 'Enter');
    button('Search').click();
    expect(sentOf('search')).toHaveLength(2);
  });

  it('leaves Enter to the button that has the focus', () => {
    show(views.found!);
    press(byLabel('Close'), 'Enter');
    expect(sentOf('search')).toEqual([]);
  });

  it('asks for the keyboard once for each capture', () => {
    const down = () => query('.column').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    show(check({}, { capture: 7 }));
    down();
    down();
    expect(sentOf('takeFocus')).toHaveLength(1);
    show(check({}, { capture: 8 }));
    down();
    expect(sentOf('takeFocus')).toHaveLength(2);
    // What belongs to no capture is another thing each time.
    show(views.notices!);
    down();
    show(views['currency-read']!);
    down();
    expect(sentOf('takeFocus')).toHaveLength(4);
  });
});

describe('filters', () => {
  const least = () => query<HTMLInputElement>('[aria-label="+18 to Dexterity, least"]');
  const most = () => query<HTMLInputElement>('[aria-label="+18 to Dexterity, most"]');

  it('toggles', () => {
    show(views.found!);
    document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[3]?.click();
    expect(sent.at(-1)).toEqual({ do: 'toggle', filter: 4, on: true });
  });

  it('has bounds only where it is on and has a number', () => {
    show(check({ filters: [filter(1, 'Indestructible', { bounds: null }), filter(2, 'Off', { on: false })] }));
    expect(document.querySelectorAll('input[type=text]')).toHaveLength(0);
  });

  it('commits what was typed when the field is left', () => {
    show(views.found!);
    type(least(), ' 16,5 ');
    expect(sentOf('setBounds')).toEqual([]);
    least().dispatchEvent(new FocusEvent('blur'));
    expect(sentOf('setBounds')).toEqual([{ do: 'setBounds', filter: 2, min: 16.5, max: null }]);
  });

  it('commits on Enter, and searches after that', async () => {
    show(views.found!);
    type(most(), '20');
    press(most(), 'Enter');
    await settled();
    expect(sent.slice(-2)).toEqual([{ do: 'setBounds', filter: 2, min: 17, max: 20 }, { do: 'search' }]);
  });

  it('neither searches by Enter nor forgets what is no number', async () => {
    show(views.found!);
    type(most(), '9x9');
    press(most(), 'Enter');
    await settled();
    flushSync();
    expect(sent.filter((action) => action.do === 'setBounds' || action.do === 'search')).toEqual([]);
    expect([most().value, most().getAttribute('aria-invalid')]).toEqual(['9x9', 'true']);
  });

  it('forgets what was typed by Esc, and only then leaves Esc to the panel', () => {
    show(views.found!);
    type(least(), '12');
    press(least(), 'Escape');
    flushSync();
    expect(least().value).toBe('17');
    expect(sentOf('close')).toEqual([]);
    press(least(), 'Escape');
    expect(sentOf('close')).toHaveLength(1);
  });

  it('does not take back by Esc what was stepped', () => {
    show(views.found!);
    press(least(), 'ArrowUp');
    flushSync();
    press(least(), 'Escape');
    expect(sentOf('close')).toHaveLength(1);
  });

  it('goes along the ticks by the arrows, and leaves a field its own', () => {
    show(views.found!);
    const ticks = [...document.querySelectorAll<HTMLElement>('input[type=checkbox]')];
    ticks[0]!.focus();
    press(ticks[0]!, 'ArrowDown');
    expect(document.activeElement).toBe(ticks[1]);
    press(ticks[1]!, 'End');
    expect(document.activeElement).toBe(ticks.at(-1));
    press(ticks.at(-1)!, 'ArrowDown');
    expect(document.activeElement).toBe(ticks.at(-1));
    least().focus();
    press(least(), 'ArrowDown');
    expect(document.activeElement).toBe(least());
    expect(sentOf('setBounds').map((action) => action.min)).toEqual([16]);
  });

  it('takes an empty field for open', () => {
    show(views.found!);
    type(least(), '');
    least().dispatchEvent(new FocusEvent('blur'));
    expect(sent.at(-1)).toEqual({ do: 'setBounds', filter: 2, min: null, max: null });
  });

  it('marks what is no number and brings back what was there', () => {
    show(views.found!);
    type(least(), '1x');
    expect(least().getAttribute('aria-invalid')).toBe('true');
    least().dispatchEvent(new FocusEvent('blur'));
    flushSync();
    expect(sentOf('setBounds')).toEqual([]);
    expect(least().value).toBe('17');
    expect(least().getAttribute('aria-invalid')).toBe('false');
  });

  it('steps by arrows, and quick steps add up before the program answers', () => {
    show(views.found!);
    press(least(), 'ArrowUp');
    flushSync();
    press(least(), 'ArrowUp');
    flushSync();
    press(least(), 'ArrowDown', { shiftKey: true });
    flushSync();
    expect(sentOf('setBounds').map((action) => action.min)).toEqual([18, 19, 9]);
  });

  const wheel = (deltaY: number, deltaMode = 0) => {
    const event = new WheelEvent('wheel', { deltaY, deltaMode, bubbles: true, cancelable: true });
    least().dispatchEvent(event);
    flushSync();
    return event;
  };

  it('steps by the wheel and keeps the list from scrolling', () => {
    show(views.found!);
    expect(wheel(-120).defaultPrevented).toBe(true);
    wheel(-1, 1);
    wheel(120);
    expect(sentOf('setBounds').map((action) => action.min)).toEqual([18, 19, 18]);
  });

  it('adds up the small moves of a touch pad', () => {
    show(views.found!);
    for (let move = 0; move < 5; move += 1) wheel(-10);
    wheel(5);
    for (let move = 0; move < 3; move += 1) wheel(-12);
    expect(sentOf('setBounds').map((action) => action.min)).toEqual([18]);
  });

  it('begins an open bound at the end of the range', () => {
    show(views.found!);
    press(most(), 'ArrowDown');
    expect(sent.at(-1)).toEqual({ do: 'setBounds', filter: 2, min: 17, max: 20 });
  });

  it('follows the program once it has confirmed a step', () => {
    const withLeast = (min: number) =>
      check({ filters: [{ ...raven.filters[1]!, bounds: { min, max: null, step: 1 } }] });
    show(withLeast(17));
    press(least(), 'ArrowUp');
    flushSync();
    show(withLeast(18));
    show(withLeast(12));
    expect(least().value).toBe('12');
  });

  it('keeps what is being typed when a view comes in', () => {
    show(views.found!);
    type(least(), '1');
    show(views.changed!);
    expect(least().value).toBe('1');
  });
});

describe('listings and toasts', () => {
  it('opens a listing', () => {
    show(views.found!);
    query('[aria-label=Listings] li:nth-child(3) button').click();
    expect(sent.at(-1)).toEqual({ do: 'openListing', id: 'C' });
  });

  it('is one stop of Tab, with arrows along the rows', () => {
    show(views.found!);
    const rows = [...document.querySelectorAll<HTMLElement>('[aria-label=Listings] button')];
    expect(rows.map((row) => row.tabIndex)).toEqual([0, -1, -1, -1, -1]);
    rows[0]?.focus();
    press(rows[0]!, 'ArrowDown');
    expect(document.activeElement).toBe(rows[1]);
    press(rows[1]!, 'End');
    expect(document.activeElement).toBe(rows[4]);
    flushSync();
    expect(rows.map((row) => row.tabIndex)).toEqual([-1, -1, -1, -1, 0]);
    // When that one is sold, Tab finds the first again.
    show({ ...views.found!, panel: { ...raven, kind: 'check', search: { ...found, rows: found.rows.slice(0, 3) } } });
    expect(rows.slice(0, 3).map((row) => row.tabIndex)).toEqual([0, -1, -1]);
  });

  const list = () => query('.listings');
  const readings = () => sentOf('readListings').map((action) => action.on);

  it('tells while the mouse is over the listings', () => {
    show(views.found!);
    list().dispatchEvent(new Event('pointerenter'));
    list().dispatchEvent(new Event('pointerleave'));
    expect(readings()).toEqual([true, false]);
  });

  it('tells while they are scrolled, and only once', () => {
    show(views.found!);
    const scroller = query('[aria-label=Listings]');
    const scrollTo = (top: number) => {
      scroller.scrollTop = top;
      scroller.dispatchEvent(new Event('scroll'));
    };
    scrollTo(10);
    list().dispatchEvent(new Event('pointerenter'));
    list().dispatchEvent(new Event('pointerleave'));
    scrollTo(40);
    expect(readings()).toEqual([true]);
    scrollTo(0);
    expect(readings()).toEqual([true, false]);
  });

  it('tells while the keyboard is in them', () => {
    show(views.found!);
    query('[aria-label=Listings] button').focus();
    byLabel('Close').focus();
    expect(readings()).toEqual([true, false]);
  });

  it('tells that nobody reads when they go', () => {
    show(views.found!);
    list().dispatchEvent(new Event('pointerenter'));
    show(views.waiting!);
    expect(readings()).toEqual([true, false]);
  });

  it('leaves what is gone in its place, and does not open it', () => {
    show(views.reading!);
    const gone = query('[aria-label=Listings] li:nth-child(2) button');
    expect(gone.getAttribute('aria-disabled')).toBe('true');
    expect(nameOf(gone)).toContain('no longer for sale');
    gone.click();
    expect(sentOf('openListing')).toEqual([]);
    expect(query('.listings [role=status]').textContent).toBe('3 listings came in, 2 listings gone');
  });

  it('shows what waits when it is asked for, and hands the keyboard on', () => {
    show(views.reading!);
    button('3 new').click();
    expect(sent.at(-1)).toEqual({ do: 'showNew' });
    expect(document.activeElement).toBe(query('[aria-label=Listings] button'));
    show(views.found!);
    expect(document.body.textContent).not.toContain('3 new');
  });

  it('dismisses a toast and offers its way out', () => {
    show(views.notices!);
    document.querySelectorAll<HTMLElement>('[aria-label=Dismiss]')[1]?.click();
    button('Hotkeys').click();
    expect(sent.slice(-2)).toEqual([{ do: 'dismiss', notice: 2 }, { do: 'openSettings', section: 'hotkeys' }]);
  });
});
