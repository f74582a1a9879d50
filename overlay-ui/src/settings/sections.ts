// Which settings there are, in which section each stands, and the words that each is found by.
//
// Must not know how a setting is drawn.
import type { SettingsView } from '../bindings/SettingsView';
import { sections as titles, setting } from '../texts';

export type SectionId = keyof typeof titles;

/** The sections in their order, each with its rows; hotkeys come from the program. */
export const sections: Record<SectionId, string[]> = {
  hotkeys: [],
  market: ['ladder', 'hardcore', 'account', 'gameAccount'],
  panel: ['place', 'scale'],
  game: ['gameTitle', 'restoreClipboard', 'copyLimit', 'watchCopies', 'checkText'],
  program: ['windows', 'language', 'autostart'],
  privacy: ['sent', 'economy', 'updateNotice', 'logLevel', 'folder'],
  import: ['import'],
  doctor: ['doctor', 'report'],
};

export const sectionIds = Object.keys(sections) as SectionId[];

/** A text about a setting; nothing where there is none. One has the name of the place in it that is asked for updates. */
function about(view: SettingsView, name: string): string {
  const text = setting[name as keyof typeof setting] ?? '';
  return typeof text === 'string' ? text : text(view.update);
}

const hotkeyOf = (view: SettingsView, key: string) => view.chords.find(({ command }) => command === key);

/** What a row is called; a hotkey by the program, all others by the page. */
export function labelOf(view: SettingsView, key: string): string {
  return hotkeyOf(view, key)?.label ?? (about(view, key) || key);
}

/** What stands below a row. */
export const helpOf = (view: SettingsView, key: string): string => about(view, `${key}Help`);

/** The keys of a section's rows. */
export function rowsOf(view: SettingsView, section: SectionId): string[] {
  return section === 'hotkeys' ? view.chords.map(({ command }) => command) : sections[section];
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** All that a row is found by: its name, its help, its section, and what else players call it. */
function wordsOf(view: SettingsView, section: SectionId, key: string): string {
  const hotkey = hotkeyOf(view, key);
  const words = hotkey ? `${hotkey.chord} ${setting.hotkeysWords}` : about(view, `${key}Words`);
  return plain([labelOf(view, key), helpOf(view, key), words, titles[section]].join(' '));
}

/** The rows in which every word of the query occurs. */
export function found(view: SettingsView, query: string): Set<string> {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  const keys = new Set<string>();
  for (const section of sectionIds) {
    for (const key of rowsOf(view, section)) {
      const words = wordsOf(view, section, key);
      if (wanted.every((word) => words.includes(word))) keys.add(key);
    }
  }
  return keys;
}
