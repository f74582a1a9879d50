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
const { place } = await import('../src/settings/place.svelte');
const { sectionIds } = await import('../src/settings/sections');

let page: ReturnType<typeof mount>;

function show(view: SettingsView, section: (typeof sectionIds)[number] = 'hotkeys'): void {
  feed.view = view;
  place.open(section);
  flushSync();
}

/** What all sections show, one after the other. */
function textOfAll(view: SettingsView): string {
  return sectionIds
    .map((section) => {
      show(view, section);
      return document.body.textContent ?? '';
    })
    .join(' ');
}

const input = (field: HTMLInputElement, text: string) => {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
};
const rows = () => [...document.querySelectorAll('[data-row]')].map((row) => row.getAttribute('data-row'));

/** The control whose label begins so, wherever it is written. */
const labelled = <E extends HTMLElement = HTMLInputElement>(start: string): E => {
  const label = [...document.querySelectorAll('label')].find((one) => one.control && one.textContent?.startsWith(start));
  const element = document.querySelector<E>(`[aria-label^="${start}"]`) ?? label?.control;
  if (!element) throw new Error(`nothing is labelled ${start}`);
  return element as E;
};
const key = (target: EventTarget, kind: 'keydown' | 'keyup', code: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent(kind, { code, key: code.replace(/^Key/, ''), bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  flushSync();
  return event;
};
const asked = () => sentOf('settings').map(({ action }) => action);
const changes = () => asked().flatMap((action) => (action.ask === 'change' ? [action.change] : []));

beforeEach(() => {
  feed.view = null;
  page = mount(Page, { target: document.body });
  flushSync();
  forget();
});
afterEach(() => unmount(page));

describe('drawing', () => {
  it.each(Object.entries(settingsViews))('draws %s', (_, view) => {
    const text = textOfAll(view);
    for (const part of [view.market, view.folder, view.link.text, ...view.chords.map(({ label }) => label)]) {
      expect(text).toContain(part);
    }
    if (view.message) expect(text).toContain(view.message.text);
    if (view.refused) expect(text).toContain(view.refused.text);
    for (const { problem } of view.chords) if (problem) expect(text).toContain(problem);
  });

  it('says that it waits before the first view', () => {
    expect(document.body.textContent).toContain('Reading the settings');
  });
});

describe('sections', () => {
  const tab = (name: string) =>
    [...document.querySelectorAll<HTMLButtonElement>('[role=tab]')].find((one) => one.textContent?.trim() === name)!;

  it('shows one at a time', () => {
    show(plain);
    expect(rows()).toContain('check');
    tab('Panel').click();
    flushSync();
    expect(rows()).toEqual(['place', 'scale']);
    expect(tab('Panel').getAttribute('aria-selected')).toBe('true');
  });

  it('goes from one to the next by arrows, around', () => {
    show(plain);
    key(tab('Hotkeys'), 'keydown', 'ArrowUp', { key: 'ArrowUp' });
    expect(document.activeElement).toBe(document.querySelector('[role=tab]:last-child'));
    key(document.activeElement!, 'keydown', 'Home', { key: 'Home' });
    expect(document.activeElement).toBe(tab('Hotkeys'));
    key(document.activeElement!, 'keydown', 'ArrowDown', { key: 'ArrowDown' });
    expect(document.activeElement).toBe(tab('Realm & account'));
  });

  it('opens where the program says', () => {
    place.begin('#game');
    feed.view = plain;
    flushSync();
    expect(rows()).toContain('gameTitle');
    place.begin('#nowhere');
    flushSync();
    expect(rows()).toContain('check');
  });
});

describe('Esc', () => {
  const escape = (target: EventTarget = document.body) => {
    forget();
    key(target, 'keydown', 'Escape', { key: 'Escape' });
    return [...sent];
  };
  const closes = [{ do: 'close' }];

  it('closes the window', () => {
    show(plain);
    expect(escape()).toEqual(closes);
    expect(escape(labelled('Search the settings'))).toEqual(closes);
  });

  it('ends a search first, wherever the keyboard is', () => {
    show(plain);
    input(labelled('Search the settings'), 'size');
    expect(escape()).toEqual([]);
    expect(place.query).toBe('');
    expect(escape()).toEqual(closes);
  });

  it('ends the recording of a hotkey first', () => {
    show(plain);
    const recorder = labelled<HTMLButtonElement>('Check the hovered item');
    recorder.click();
    flushSync();
    expect(escape(recorder)).toEqual([]);
    expect(escape(recorder)).toEqual(closes);
  });

  it('brings a field back to what is saved first', () => {
    show(plain, 'game');
    const field = labelled('Window title');
    input(field, 'PD2');
    expect(escape(field)).toEqual([]);
    expect(field.value).toBe('Diablo II');
    expect(escape(field)).toEqual(closes);
  });

  it('empties what is given to read first', () => {
    show(plain, 'import');
    const field = labelled<HTMLTextAreaElement>('Path or text');
    field.value = 'settings.json';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
    expect(escape(field)).toEqual([]);
    expect(field.value).toBe('');
    expect(escape(field)).toEqual(closes);
  });

  it.each([
    ['import', 'dropImport'],
    ['doctor', 'closeReport'],
  ] as const)('answers what is open in %s first', (section, answer) => {
    const view = settingsViews.in!;
    show(view, section);
    expect(escape()).toEqual([{ do: 'settings', action: { ask: answer } }]);
    const report = null;
    show({ ...view, import: { stage: 'idle' }, doctor: { ...view.doctor, report } }, section);
    expect(escape()).toEqual(closes);
  });
});

describe('search', () => {
  const search = () => labelled('Search the settings');

  it('finds by name, help, other words, keys and section, over all sections', () => {
    show(plain);
    for (const [query, row] of [
      ['size', 'scale'],
      ['CLIPBOARD back', 'restoreClipboard'],
      ['zoom', 'scale'],
      ['slow computer', 'copyLimit'],
      ['ctrl+x', 'currency'],
      ['hotkeys runes', 'currency'],
      ['pd2', 'economy'],
      ['lógin', 'account'],
      ['my listings', 'windows'],
      ['shortcut', 'check'],
      ['keyboard', 'settings'],
      ['once a day', 'updateNotice'],
      ['api.github.com', 'updateNotice'],
      ['quit', 'windows'],
    ] as const) {
      input(search(), query);
      expect(rows(), query).toContain(row);
    }
  });

  it('finds the hotkeys in German, too, by what players call them', () => {
    show(plain);
    feed.take({ ...plain, language: 'de' });
    flushSync();
    for (const query of ['Hotkey', 'Tastatur', 'Strg']) {
      input(labelled('Einstellungen suchen'), query);
      expect(rows(), query).toContain('check');
    }
    feed.take(plain);
    flushSync();
  });

  it('shows what was found under its sections, and nothing else', () => {
    show(plain);
    input(search(), 'window');
    const headings = [...document.querySelectorAll('h2')].map((one) => one.textContent);
    expect(headings).toEqual(['Panel', 'Game', 'General', 'Doctor']);
    expect(rows()).toEqual(['place', 'gameTitle', 'windows', 'doctor']);
    expect(document.querySelector('[role=tab][aria-selected=true]')).toBeNull();
  });

  it('says when nothing fits, and Esc brings the section back', () => {
    show(plain, 'panel');
    input(search(), 'teleport');
    expect(document.body.textContent).toContain('Nothing fits “teleport”');
    key(search(), 'keydown', 'Escape', { key: 'Escape' });
    expect(rows()).toEqual(['place', 'scale']);
  });

  it('is reached by / and Ctrl+F, and Enter goes on to what was found', () => {
    show(plain);
    key(document.body, 'keydown', 'Slash', { key: '/' });
    expect(document.activeElement).toBe(search());
    search().blur();
    expect(key(document.body, 'keydown', 'KeyF', { key: 'f', ctrlKey: true }).defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(search());
    expect(key(search(), 'keydown', 'Slash', { key: '/' }).defaultPrevented).toBe(false);
    input(search(), 'title');
    key(search(), 'keydown', 'Enter', { key: 'Enter' });
    expect(document.activeElement).toBe(labelled('Window title'));
  });
});

describe('other windows', () => {
  const button = (name: string) =>
    [...document.querySelectorAll<HTMLButtonElement>('[data-row=windows] button')].find((one) => one.textContent?.trim() === name)!;

  it.each([
    ['My listings', { do: 'openListings' }],
    ['Watches', { do: 'openWatches' }],
    ['Check text', { do: 'openPasted' }],
    ['Welcome', { do: 'openWelcome' }],
    ['Practice', { do: 'startPractice' }],
    ['Quit Haggle', { do: 'quit' }],
  ])('reaches %s without a tray', (name, action) => {
    show(plain, 'program');
    button(name).click();
    expect(sent).toEqual([action]);
  });

  it('opens no second practice', () => {
    show(settingsViews.in!, 'program');
    expect(button('Practice').disabled).toBe(true);
  });
});

describe('taking back', () => {
  it('says what changed last and takes it back, by button or Ctrl+Z', () => {
    show(settingsViews.in!);
    const bar = document.querySelector('footer')!;
    expect(bar.textContent).toMatch(/Size\s*100% → 120%/);
    bar.querySelector('button')!.click();
    key(document.body, 'keydown', 'KeyZ', { key: 'z', ctrlKey: true });
    expect(asked()).toEqual([{ ask: 'undo' }, { ask: 'undo' }]);
  });

  it('names a hotkey and counts what changed with it', () => {
    show({ ...plain, undo: { key: 'list', others: 2, from: 'Ctrl+K', to: 'Ctrl+L', steps: 3 } });
    expect(document.querySelector('footer')?.textContent).toMatch(/List the hovered item.*and 2 more.*Undo \(3\)/s);
  });

  it('leaves Ctrl+Z to a text that is being typed, and offers nothing without a change', () => {
    show(settingsViews.in!, 'game');
    key(labelled('Window title'), 'keydown', 'KeyZ', { key: 'z', ctrlKey: true });
    show(plain);
    key(document.body, 'keydown', 'KeyZ', { key: 'z', ctrlKey: true });
    expect(sent).toEqual([]);
    expect(document.querySelector('footer button')).toBeNull();
  });

  it('brings one changed setting back to its default', () => {
    show(settingsViews.in!, 'panel');
    labelled<HTMLButtonElement>('Size: back to 100%').click();
    expect(asked()).toEqual([{ ask: 'reset', key: 'scale' }]);
    expect(document.querySelectorAll('[data-row] .back button')).toHaveLength(1);
  });
});

describe('hotkeys', () => {
  const recorder = () => document.querySelector<HTMLButtonElement>('[data-row=check] button')!;

  it('records the pressed chord', () => {
    show(plain);
    recorder().click();
    flushSync();
    expect(recorder().textContent).toContain('Press keys');
    key(recorder(), 'keydown', 'ControlLeft', { ctrlKey: true });
    expect(recorder().textContent).toContain('Ctrl');
    const pressed = key(recorder(), 'keydown', 'KeyE', { ctrlKey: true, shiftKey: true });
    expect(pressed.defaultPrevented).toBe(true);
    expect(changes()).toEqual([{ setting: 'chord', command: 'check', chord: 'Ctrl+Shift+KeyE' }]);
    expect(recorder().textContent).toContain('D');
  });

  it.each([
    ['Digit1', { altKey: true }, 'Alt+Digit1'],
    ['F5', {}, 'F5'],
    ['KeyA', { metaKey: true }, 'Win+KeyA'],
    // By the place, whatever the layout has there.
    ['KeyQ', { ctrlKey: true, key: 'a' }, 'Ctrl+KeyQ'],
    ['KeyE', { ctrlKey: true, key: 'у' }, 'Ctrl+KeyE'],
    ['Digit5', { ctrlKey: true, shiftKey: true, key: '%' }, 'Ctrl+Shift+Digit5'],
  ])('records %s by its place', (code, modifiers, chord) => {
    show(plain);
    recorder().click();
    flushSync();
    key(recorder(), 'keydown', code, modifiers);
    expect(changes()).toEqual([{ setting: 'chord', command: 'check', chord }]);
  });

  it('says what it waits for while it records, and how to leave', () => {
    show(plain);
    expect(recorder().getAttribute('aria-label')).toBe('Check the hovered item: Ctrl+D. Press to change');
    const hint = () => document.querySelector('[data-row=check] [role=status]')?.textContent;
    expect(hint()).toBe('');
    recorder().click();
    flushSync();
    expect(recorder().getAttribute('aria-label')).toBe('Press keys …');
    expect(hint()).toBe('Esc keeps the old one');
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
});

describe('everything else', () => {
  it('changes the realm', () => {
    show(plain, 'market');
    const radios = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
    expect([...radios].map((radio) => radio.checked)).toEqual([true, false, true, false]);
    radios[1]?.click();
    radios[3]?.click();
    expect(changes()).toEqual([
      { setting: 'ladder', on: false },
      { setting: 'hardcore', on: true },
    ]);
  });

  it('changes the language, and speaks it at once', () => {
    show(plain, 'program');
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

  it('switches the watching of copies', () => {
    show(plain, 'game');
    labelled('Check whatever item I copy').click();
    expect(changes()).toEqual([{ setting: 'watchCopies', on: true }]);
  });

  it('opens the window that texts are checked in', () => {
    show(plain, 'game');
    forget();
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Check text …')?.click();
    expect(sent).toEqual([{ do: 'openPasted' }]);
  });

  it('switches the clipboard, by its name as well', () => {
    show(plain, 'game');
    [...document.querySelectorAll('label')].find((one) => one.textContent === 'Put the clipboard back')?.click();
    expect(changes()).toEqual([{ setting: 'restoreClipboard', on: false }]);
  });

  it('switches the public prices, with whose they are beside it', () => {
    show(plain, 'privacy');
    expect(document.body.textContent).toContain('its terms stand on pd2.tools');
    labelled('Ask pd2.tools, too').click();
    expect(changes()).toEqual([{ setting: 'economy', on: true }]);
  });

  it('saves the title when the field is left, and not what is unchanged', () => {
    show(plain, 'game');
    const field = labelled('Window title');
    field.value = ' Diablo II - PD2 ';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new FocusEvent('blur'));
    field.dispatchEvent(new FocusEvent('blur'));
    expect(changes()).toEqual([{ setting: 'gameTitle', title: 'Diablo II - PD2' }]);
  });

  it('sends the scale when the slider is let go', () => {
    show(plain, 'panel');
    const slider = labelled('Size');
    slider.value = '1.2';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
    expect(document.querySelector('output')?.textContent).toBe('120%');
    expect(changes()).toEqual([]);
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    expect(changes()).toEqual([{ setting: 'scale', scale: 1.2 }]);
  });

  it('adds up quick steps of the slider that come before the view which confirms the first', () => {
    show(plain, 'panel');
    const slider = labelled('Size');
    const step = () => {
      slider.stepUp();
      for (const kind of ['input', 'change']) slider.dispatchEvent(new Event(kind, { bubbles: true }));
      flushSync();
    };
    for (const _ of [1, 2, 3]) step();
    const asked = changes().map((change) => (change.setting === 'scale' ? change.scale.toFixed(2) : ''));
    expect(asked).toEqual(['1.05', '1.10', '1.15']);
    feed.view = { ...plain, scale: { ...plain.scale, value: slider.valueAsNumber } };
    flushSync();
    feed.view = plain;
    flushSync();
    expect(document.querySelector('output')?.textContent).toBe('100%');
  });

  it('shows what is so again when the slider is left after a change that was refused', () => {
    show(plain, 'panel');
    const slider = labelled('Size');
    slider.value = '1.2';
    for (const kind of ['input', 'change']) slider.dispatchEvent(new Event(kind, { bubbles: true }));
    flushSync();
    expect(document.querySelector('output')?.textContent).toBe('120%');
    slider.dispatchEvent(new FocusEvent('blur'));
    flushSync();
    expect(document.querySelector('output')?.textContent).toBe('100%');
  });

  it('gives the copy longer', () => {
    show(plain, 'game');
    const slider = labelled('Wait for the copy');
    expect(slider.getAttribute('aria-valuetext')).toBe('400 ms');
    slider.value = '900';
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    expect(changes()).toEqual([{ setting: 'copyLimit', ms: 900 }]);
  });

  it('chooses a place and a level of the log', () => {
    show(plain, 'panel');
    document.querySelectorAll<HTMLInputElement>('[data-row=place] input')[2]!.click();
    show(settingsViews.trouble!, 'privacy');
    const levels = document.querySelectorAll<HTMLInputElement>('[data-row=logLevel] input');
    expect([...levels].map(({ checked }) => checked)).toEqual([false, false, false, true]);
    levels[0]!.click();
    expect(changes()).toEqual([
      { setting: 'place', place: 'right' },
      { setting: 'logLevel', level: 'warn' },
    ]);
  });

  it('says of each place what is sent there', () => {
    show(plain, 'privacy');
    const sentTo = () => document.querySelector('[data-row=sent]')?.textContent ?? '';
    expect(sentTo()).toMatch(/api\.projectdiablo2\.com.*pd2\.tools\s*Switched off/s);
    expect(sentTo()).toMatch(/api\.github\.com\s*Switched off/);
    show({ ...plain, economy: true, update: { ...plain.update, on: true } }, 'privacy');
    expect(sentTo()).not.toContain('Switched off');
  });

  it.each([
    ['plain', 'Log in', 'logIn'],
    ['trouble', 'Log in again', 'logIn'],
    ['in', 'Log out', 'logOut'],
  ] as const)('account %s: %s', (name, text, verb) => {
    show(settingsViews[name]!, 'market');
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === text)?.click();
    expect(sent).toEqual([{ do: verb }]);
  });
});

const button = (text: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === text);
  if (!found) throw new Error(`no button says ${text}`);
  return found;
};
const content = () => document.querySelector('[data-part=content]')?.textContent?.replace(/\s+/g, ' ') ?? '';

describe('start and updates', () => {
  it('switches the start with the system, and tells what is odd about it', () => {
    show(plain, 'program');
    labelled('Start with the system').click();
    expect(asked()).toEqual([{ ask: 'startWithSystem', on: true }]);
    show(settingsViews.trouble!, 'program');
    expect(document.querySelector('[data-row] [role=alert]')?.textContent).toContain('which is not this program');
    const refused = { key: 'autostart', text: 'Starting with the system: the system refuses.' };
    show({ ...plain, refused }, 'program');
    expect(content()).toContain(refused.text);
  });

  it('looks again at what others may have changed when the window comes to the front', () => {
    show(plain);
    window.dispatchEvent(new FocusEvent('focus'));
    expect(asked()).toEqual([{ ask: 'lookAgain' }]);
  });

  it('asks for the newest version once for each press, and by itself only where that is switched on', () => {
    show(plain, 'privacy');
    expect(labelled('Tell me of a newer version').checked).toBe(false);
    button('Check now').click();
    labelled('Tell me of a newer version').click();
    expect(asked()).toEqual([
      { ask: 'checkForUpdate' },
      { ask: 'change', change: { setting: 'updateNotice', on: true } },
    ]);
    show(settingsViews.pending!, 'privacy');
    expect(button('Check now').disabled).toBe(true);
  });

  it('opens the page of a newer version', () => {
    show(settingsViews.in!, 'privacy');
    expect(content()).toContain('0.2.0 is out');
    button('Open its page').click();
    expect(asked()).toEqual([{ ask: 'openRelease' }]);
  });
});

describe('taking over from PD2 Trader', () => {
  const given = () => labelled<HTMLTextAreaElement>('Path or text');
  const type = (text: string) => {
    given().value = text;
    given().dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  };

  it('looks for the file, or takes a path, which may need a correction, or a text, which it forgets', () => {
    show(plain, 'import');
    expect(button('Read').disabled).toBe(true);
    button('Look for it').click();
    type(' ~/settings.json ');
    button('Read').click();
    expect(given().value).toBe(' ~/settings.json ');
    type('{"ladder":"ladder"}');
    key(given(), 'keydown', 'Enter', { key: 'Enter' });
    expect(asked()).toEqual([
      { ask: 'findImport' },
      { ask: 'readImport', from: ' ~/settings.json ' },
      { ask: 'readImport', from: '{"ladder":"ladder"}' },
    ]);
    expect(given().value).toBe('');
  });

  it('shows what would be taken and what is left out, before anything is', () => {
    show(settingsViews.in!, 'import');
    for (const part of ['com.pd2-trader.app', 'Check the hovered item', 'Alt+Q', 'pd2Token', 'log in once in Haggle']) {
      expect(content()).toContain(part);
    }
    button('Take these 3 over').click();
    button('Leave it').click();
    expect(asked()).toEqual([{ ask: 'takeImport' }, { ask: 'dropImport' }]);
  });

  it('says what was taken, what failed, and where nothing is to be taken', () => {
    show(settingsViews.taken!, 'import');
    expect(content()).toContain('3 settings were taken over');
    show(settingsViews.trouble!, 'import');
    expect(content()).toContain('it is not JSON, from line 12');
    show({ ...plain, import: { stage: 'read', source: '', taken: [], left: [] } }, 'import');
    expect(content()).toContain('so already');
    expect(document.querySelectorAll('[data-part=preview] button')).toHaveLength(1);
  });
});

describe('the doctor', () => {
  const link = (name: string) => document.querySelector(`[data-link="${name}"]`)!;

  it('begins by a press and shows how far it has come', () => {
    show(plain, 'doctor');
    button('Look now').click();
    expect(asked()).toEqual([{ ask: 'examine' }]);
    show(settingsViews.pending!, 'doctor');
    expect(content()).toContain('Looking … 5 of 9');
    expect(button('Look again').disabled).toBe(true);
    expect(link('market').textContent).toContain('waits');
  });

  it('says that all is well, or how many links need a hand, each with its cure', () => {
    show(settingsViews.in!, 'doctor');
    expect(content()).toContain('All is well.');
    show(settingsViews.trouble!, 'doctor');
    expect(content()).toContain('5 links need a hand.');
    expect(link('market').textContent).toMatch(/does not work.*check your connection/s);
    expect(link('compositor').textContent).toMatch(/could be better.*picom/s);
  });

  it('cures by a click what can be', () => {
    show(settingsViews.trouble!, 'doctor');
    link('login').querySelector('button')!.click();
    link('settings').querySelector('button')!.click();
    expect(sent).toEqual([{ do: 'logIn' }, { do: 'settings', action: { ask: 'openFolder' } }]);
    link('game window').querySelector('button')!.click();
    flushSync();
    expect(rows()).toContain('gameTitle');
    place.open('doctor');
    flushSync();
    link('hotkeys').querySelector('button')!.click();
    flushSync();
    expect(rows()).toContain('check');
    expect(link('market')).toBeNull();
  });

  it('shows what can be copied before it is, and says that it was', () => {
    show(plain, 'doctor');
    button('Show it').click();
    show(settingsViews.in!, 'doctor');
    expect(document.querySelector('textarea[readonly]')).toHaveProperty('value', settingsViews.in!.doctor.report!.text);
    expect(content()).toContain('Copied.');
    button('Copy again').click();
    button('Make it anew').click();
    button('Close').click();
    expect(asked().map(({ ask }) => ask)).toEqual(['makeReport', 'copyReport', 'makeReport', 'closeReport']);
    const report = { text: 'x', copied: false, problem: 'The system refuses.' };
    show({ ...plain, doctor: { ...plain.doctor, report } }, 'doctor');
    expect(content()).toContain('It was not copied. The system refuses. Select');
  });
});
