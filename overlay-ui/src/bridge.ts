// The only file that talks to the program: what it says comes in by `hear`, what is asked of it goes out by `send`; and what
// the practice game has of its own.
//
// The pages' policy allows no connection at all. So messages go straight through the webview's own message handler, not
// as requests to a protocol of the program's, each of which costs a question beforehand and some milliseconds.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Action } from './bindings/Action';
import type { Language } from './bindings/Language';
import type { LessonView } from './bindings/LessonView';
import type { MineView } from './bindings/MineView';
import type { PastedView } from './bindings/PastedView';
import type { PracticeItem } from './bindings/PracticeItem';
import type { Section } from './bindings/Section';
import type { SettingsView } from './bindings/SettingsView';
import type { View } from './bindings/View';
import type { WatchesView } from './bindings/WatchesView';
import type { WelcomeView } from './bindings/WelcomeView';

/** Sends an action; resolves when the program has taken it. */
export async function send(action: Action): Promise<void> {
  try {
    await invoke('dispatch', { action });
  } catch (error) {
    // There is nobody to show it to: the program itself is gone or refuses this page.
    console.error('The action was not taken:', action.do, error);
  }
}

/** What the program says by itself: by which event, and what comes with it. */
interface Said {
  /** Every view of the panel. */
  view: View;
  settings: SettingsView;
  /** The section that the settings are to show. */
  section: Section;
  mine: MineView;
  watches: WatchesView;
  pasted: PastedView;
  welcome: WelcomeView;
  /** The practice game is to speak another language. */
  language: Language;
  /** A step of the lesson is done. */
  lesson: LessonView;
}

/** Who takes what the program says. */
export type Ears = { [Event in keyof Said]?: (said: Said[Event]) => void };

/** Hands on what the program says from now on; resolves when nothing of it is missed any more. */
export async function hear(ears: Ears): Promise<void> {
  for (const [event, take] of Object.entries(ears)) await listen(event, ({ payload }) => take(payload as never));
}

/** What lies in the practice game's inventory. */
export function practiceItems(): Promise<PracticeItem[]> {
  return invoke<PracticeItem[]>('practice_items');
}

/** How far the player is with the lesson. */
export function practiceLesson(): Promise<LessonView> {
  return invoke<LessonView>('practice_lesson');
}

/** Copies an item of the practice game, as the game does on Ctrl+C. */
export async function practiceCopy(id: string): Promise<void> {
  await invoke('practice_copy', { id });
}
