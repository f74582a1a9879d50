// The small parts that the pages are made of: their roles, names and states, and what they do when they are used.
import { createRawSnippet, flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AccountView } from '../src/bindings/AccountView';
import type { Notice } from '../src/bindings/Notice';
import { forget, sent } from './program';
import { nameOf } from './spoken';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);

const { default: Banner } = await import('../src/parts/Banner.svelte');
const { default: Button } = await import('../src/parts/Button.svelte');
const { default: IconButton } = await import('../src/parts/IconButton.svelte');
const { default: Keys } = await import('../src/parts/Keys.svelte');
const { default: LinkDot } = await import('../src/parts/LinkDot.svelte');
const { default: RemedyButton } = await import('../src/parts/RemedyButton.svelte');
const { default: Skeleton } = await import('../src/parts/Skeleton.svelte');
const { default: Switch } = await import('../src/parts/Switch.svelte');
const { default: Tick } = await import('../src/parts/Tick.svelte');
const { default: Ways } = await import('../src/parts/Ways.svelte');
const { default: AskChart } = await import('../src/panel/AskChart.svelte');
const { default: Badges } = await import('../src/parts/Badges.svelte');
const { default: Differences } = await import('../src/parts/Differences.svelte');
const { default: Explained } = await import('../src/parts/Explained.svelte');
const { default: Head } = await import('../src/parts/Head.svelte');
const { default: Notes } = await import('../src/parts/Notes.svelte');
const { default: RollBar } = await import('../src/panel/RollBar.svelte');
const { default: Toast } = await import('../src/panel/Toast.svelte');
const { default: Account } = await import('../src/settings/Account.svelte');

let shown: ReturnType<typeof mount> | null = null;

/** Shows one part alone. */
function show<Props extends Record<string, unknown>>(part: Component<Props>, props: Props): void {
  shown = mount(part, { target: document.body, props });
  flushSync();
}

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const text = () => (document.body.textContent ?? '').replace(/\s+/g, ' ').trim();
const one = <E extends Element = HTMLElement>(selector: string): E => {
  const found = document.querySelectorAll<E>(selector);
  if (found.length !== 1) throw new Error(`${found.length} elements are ${selector}`);
  return found[0]!;
};

afterEach(async () => {
  vi.useRealTimers();
  if (shown) await unmount(shown);
  shown = null;
  forget();
});

describe('buttons', () => {
  it('shows its keys beside its words, and does nothing while it is disabled', () => {
    const onclick = vi.fn();
    show(Button, { onclick, keys: 'Enter', disabled: true, children: words('Search') });
    expect(text()).toBe('Search Enter');
    expect(one('kbd').textContent).toBe('Enter');
    one<HTMLButtonElement>('button').click();
    expect(onclick).not.toHaveBeenCalled();
  });

  it('is no part of a form that it would send', () => {
    show(Button, { onclick: vi.fn(), children: words('Search') });
    expect(one<HTMLButtonElement>('button').type).toBe('button');
  });

  it('has a name and a hint where it is only a drawing, and says whether it is pressed', () => {
    show(IconButton, { icon: 'pin', label: 'Keep open', pressed: true, onclick: vi.fn() });
    const button = one('button');
    expect([button.ariaLabel ?? button.getAttribute('aria-label'), button.title]).toEqual(['Keep open', 'Keep open']);
    expect(button.getAttribute('aria-pressed')).toBe('true');
    expect(one('svg').getAttribute('aria-hidden')).toBe('true');
  });

  it('is no toggle where it cannot be pressed in', () => {
    show(IconButton, { icon: 'close', label: 'Close', onclick: vi.fn() });
    expect(one('button').hasAttribute('aria-pressed')).toBe(false);
  });

  it.each([
    ['logIn', { do: 'logIn' }],
    ['retry', { do: 'search' }],
    ['openSettings', { do: 'openSettings' }],
    ['openHotkeys', { do: 'openSettings', section: 'hotkeys' }],
    ['openPrivacy', { do: 'openSettings', section: 'privacy' }],
    ['openListings', { do: 'openListings' }],
  ] as const)('leads out of a failure by %s', (remedy, action) => {
    show(RemedyButton, { remedy });
    expect(text()).not.toBe('');
    one('button').click();
    expect(sent).toEqual([action]);
  });
});

describe('choices', () => {
  it('ticks by a click, and tells what it is then', () => {
    const onchange = vi.fn();
    show(Tick, { on: false, label: 'Choose Raven Frost', onchange });
    const box = one<HTMLInputElement>('input');
    expect([box.type, box.getAttribute('aria-label'), box.checked]).toEqual(['checkbox', 'Choose Raven Frost', false]);
    box.click();
    expect(onchange).toHaveBeenCalledWith(true);
  });

  it('stands for several of which some are on', () => {
    const onchange = vi.fn();
    show(Tick, { on: false, some: true, onchange });
    const box = one<HTMLInputElement>('input');
    expect([box.indeterminate, box.checked]).toEqual([true, false]);
    box.click();
    expect(onchange).toHaveBeenCalledWith(true);
  });

  it('cannot be ticked while it is disabled', () => {
    const onchange = vi.fn();
    show(Tick, { on: true, disabled: true, onchange });
    one<HTMLInputElement>('input').click();
    expect(onchange).not.toHaveBeenCalled();
  });

  it('offers two ways as radio buttons of one name, so that the arrows choose', () => {
    const onchange = vi.fn();
    const ways = [
      { text: 'Firm', is: false },
      { text: 'Or best offer', is: true },
    ];
    show(Ways, { ways, value: false, onchange, 'aria-label': 'Terms' });
    expect(one('[role=radiogroup]').getAttribute('aria-label')).toBe('Terms');
    const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    expect(new Set(radios.map(({ name }) => name)).size).toBe(1);
    expect(radios.map(({ checked }) => checked)).toEqual([true, false]);
    expect(radios.map(({ labels }) => labels?.[0]?.textContent?.trim())).toEqual(['Firm', 'Or best offer']);
    radios[1]!.click();
    expect(onchange.mock.calls).toEqual([[true]]);
  });

  it('is a switch with its help, which shows what is so until the view says otherwise', () => {
    const onchange = vi.fn();
    show(Switch, { id: 'it', describedBy: 'help', on: false, onchange });
    const box = one<HTMLInputElement>('[role=switch]');
    expect(box.id).toBe('it');
    expect(box.getAttribute('aria-describedby')).toBe('help');
    box.click();
    box.click();
    expect(onchange.mock.calls).toEqual([[true], [true]]);
    expect(box.checked).toBe(false);
  });
});

describe('what is told', () => {
  it('writes a chord key by key', () => {
    show(Keys, { keys: ['Ctrl', 'Alt', 'D'] });
    expect([...document.querySelectorAll('kbd')].map((key) => key.textContent)).toEqual(['Ctrl', 'Alt', 'D']);
    expect(text()).toBe('Ctrl+Alt+D');
  });

  it.each(['live', 'busy', 'off'] as const)('tells a link that is %s in words, not by colour alone', (state) => {
    show(LinkDot, { link: { state, text: `it is ${state}` } });
    expect(text()).toBe(`it is ${state}`);
    expect(one('.ellipsis').title).toBe(`it is ${state}`);
    expect(one('.link').classList.contains(state)).toBe(true);
  });

  it('shows a wait to the eye alone, once it is long', () => {
    vi.useFakeTimers();
    try {
      show(Skeleton, { since: 40, children: words('…') });
      const skeleton = one('.skeleton');
      const shown = () => skeleton.classList.contains('shown');
      expect(skeleton.getAttribute('aria-hidden')).toBe('true');
      vi.advanceTimersByTime(109);
      flushSync();
      expect(shown()).toBe(false);
      vi.advanceTimersByTime(1);
      flushSync();
      expect(shown()).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('shows at once a wait that has been long already', () => {
    show(Skeleton, { since: 150, children: words('…') });
    expect(one('.skeleton').classList.contains('shown')).toBe(true);
  });

  it('has the whole of every badge at hand, and marks the corrupted', () => {
    show(Badges, { badges: [{ text: 'Unique', corrupted: false }, { text: 'Corrupted', corrupted: true }] });
    const badges = [...document.querySelectorAll<HTMLElement>('li')];
    expect(badges.map(({ title }) => title)).toEqual(['Unique', 'Corrupted']);
    expect(badges.map(({ classList }) => classList.contains('corrupted'))).toEqual([false, true]);
  });

  it('writes what could not be read, one note after the other', () => {
    show(Notes, { notes: ['A line could not be read.', 'Two uniques have this name.'] });
    expect([...document.querySelectorAll('li')].map((note) => note.textContent?.trim())).toEqual([
      'A line could not be read.',
      'Two uniques have this name.',
    ]);
  });

  it('says better and worse in words, beside the arrows', () => {
    show(Differences, { differences: [{ text: '2 dex', better: true }, { text: '9 AR', better: false }] });
    expect(one('.differences').title).toBe('better by 2 dex, worse by 9 AR');
    expect(text()).toBe('2 dex 9 AR');
    expect(nameOf(one('.differences'))).toBe('better by 2 dex worse by 9 AR');
  });

  it('tells a roll in words, and draws it', () => {
    show(RollBar, { roll: { min: 150, max: 250, percent: 91 } });
    expect(one('[role=img]').getAttribute('aria-label')).toBe('91% of what it can roll (150 to 250)');
    expect(one('i').style.width).toBe('91%');
  });

  it('tells a chart in words, and draws a dot for each ask that counts and a ring for each other', () => {
    const asks = [0.1, 0.5, 0.5, 2, 90].map((hr) => ({ hr, apart: hr === 90 }));
    show(AskChart, { chart: { asks, low: 0.35, median: 0.5, high: 0.75, yours: 0.5 } });
    expect(one('[role=img]').getAttribute('aria-label')).toMatch(/^4 asks: half of them from 0\.35 to 0\.75 HR/);
    const dots = one('path').getAttribute('d')!.split('M').slice(1);
    expect(new Set(dots).size).toBe(4);
    // The two that are alike stand over one another: two levels, numbered from above.
    expect(dots.map((dot) => dot.split(' ')[1])).toEqual(['1.5h.0001', '1.5h.0001', '0.5h.0001', '1.5h.0001']);
    expect(document.querySelectorAll('.apart')).toHaveLength(1);
  });

  it('says what happened and what to do', () => {
    show(Explained, { icon: 'warn', warns: true, title: 'The market did not answer', text: 'Try again later.' });
    expect(text()).toBe('The market did not answer Try again later.');
  });

  it('has no pin where nothing can be pinned', () => {
    const header = { name: 'Raven Frost', quality: 'unique' as const, baseLine: 'Ring', badges: [], notes: [] };
    show(Head, { header, pinned: null });
    expect([...document.querySelectorAll('button')].map((button) => button.title)).toEqual(['Close']);
    expect(document.querySelectorAll('ul')).toHaveLength(0);
    expect([one('h1').title, one('.base').title]).toEqual(['Raven Frost', 'Ring']);
  });
});

describe('toasts', () => {
  const notice = (change: Partial<Notice> = {}): Notice => ({
    id: 7,
    tone: 'good',
    message: { code: 'listed', title: 'Listed for 0.5 HR', text: 'Raven Frost is on the market.', remedy: null },
    undoMs: null,
    listing: null,
    watch: null,
    ...change,
  });

  it.each([
    ['good', 'status'],
    ['warn', 'status'],
    ['bad', 'alert'],
  ] as const)('is told politely unless it is bad: %s is a %s', (tone, role) => {
    show(Toast, { notice: notice({ tone }) });
    expect(one(`[role=${role}]`).textContent).toContain('Listed for 0.5 HR');
  });

  it('reads its words out, and not each second of the undo beside them', () => {
    show(Toast, { notice: notice({ undoMs: 8_000 }) });
    expect(one('[role=status]').textContent).not.toContain('Undo');
    expect(one('[data-part=notice]').closest('[role], [aria-live]')).toBeNull();
  });

  it('counts the seconds for an undo down to none, and goes no further', () => {
    vi.useFakeTimers();
    show(Toast, { notice: notice({ undoMs: 2_500 }) });
    const left = () => /Undo (\d+) s/.exec(text())?.[1];
    expect(left()).toBe('3');
    vi.advanceTimersByTime(1_000);
    flushSync();
    expect(left()).toBe('2');
    vi.advanceTimersByTime(10_000);
    flushSync();
    expect(left()).toBe('0');
  });

  it('offers nothing to undo and no page where there is none', () => {
    show(Toast, { notice: notice() });
    expect([...document.querySelectorAll('button')].map((button) => button.title)).toEqual(['Dismiss']);
  });
});

describe('settings', () => {
  const link = { state: 'live' as const, text: 'live' };
  const account = (account: AccountView) => show(Account, { account, market: 'example.org', link });

  it('offers the login, the login anew, or to log out, as the account stands', () => {
    account({ state: 'out' });
    one('button').click();
    void unmount(shown!);
    account({ state: 'expired', text: 'Your login ran out yesterday.' });
    expect(text()).toContain('Your login ran out yesterday.');
    one('button').click();
    void unmount(shown!);
    account({ state: 'in', name: 'Exile', expires: 'expires in 6 days' });
    expect(text()).toContain('Exile');
    one('button').click();
    expect(sent).toEqual([{ do: 'logIn' }, { do: 'logIn' }, { do: 'logOut' }]);
  });

  it('brings the login window to the front while it is open', () => {
    account({ state: 'pending' });
    expect(one('button').textContent).toContain('Show it');
    one('button').click();
    expect(sent).toEqual([{ do: 'logIn' }]);
  });

  it('tells a fault at once until it is read, and does not lead to where one is already', () => {
    const message = { code: 'x', title: 'The settings file was damaged', text: 'It was kept.', remedy: 'openSettings' as const };
    show(Banner, { message, here: 'openSettings' as const });
    expect(one('[role=alert]').textContent).toContain('It was kept.');
    expect(one('button').getAttribute('aria-label')).toBe('Dismiss');
    one('button').click();
    expect(sent).toEqual([{ do: 'dismiss', notice: 0 }]);
    void unmount(shown!);
    forget();
    show(Banner, { message });
    document.querySelector('button')!.click();
    expect(sent).toEqual([{ do: 'openSettings' }]);
  });
});
