// The only file that talks to the program: one event in, one command out, and what the practice game has of its own.
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

/** Calls `take` with every view of the panel. */
export async function onView(take: (view: View) => void): Promise<void> {
  await listen<View>('view', (event) => take(event.payload));
}

/** Calls `take` with every view of the settings. */
export async function onSettings(take: (view: SettingsView) => void): Promise<void> {
  await listen<SettingsView>('settings', (event) => take(event.payload));
}

/** Calls `take` when the settings are to show a section. */
export async function onSection(take: (section: Section) => void): Promise<void> {
  await listen<Section>('section', (event) => take(event.payload));
}

/** Calls `take` with every view of the player's own listings. */
export async function onMine(take: (view: MineView) => void): Promise<void> {
  await listen<MineView>('mine', (event) => take(event.payload));
}

/** Calls `take` when the practice game is to speak another language. */
export async function onLanguage(take: (language: Language) => void): Promise<void> {
  await listen<Language>('language', (event) => take(event.payload));
}

/** Calls `take` with every view of the watches. */
export async function onWatches(take: (view: WatchesView) => void): Promise<void> {
  await listen<WatchesView>('watches', (event) => take(event.payload));
}

/** Calls `take` with every view of the window that texts are pasted into. */
export async function onPasted(take: (view: PastedView) => void): Promise<void> {
  await listen<PastedView>('pasted', (event) => take(event.payload));
}

/** Calls `take` with every view of the window that greets a new player. */
export async function onWelcome(take: (view: WelcomeView) => void): Promise<void> {
  await listen<WelcomeView>('welcome', (event) => take(event.payload));
}

/** What lies in the practice game's inventory. */
export function practiceItems(): Promise<PracticeItem[]> {
  return invoke<PracticeItem[]>('practice_items');
}

/** How far the player is with the lesson. */
export function practiceLesson(): Promise<LessonView> {
  return invoke<LessonView>('practice_lesson');
}

/** Calls `take` whenever a step of the lesson is done. */
export async function onLesson(take: (view: LessonView) => void): Promise<void> {
  await listen<LessonView>('lesson', (event) => take(event.payload));
}

/** Copies an item of the practice game, as the game does on Ctrl+C. */
export async function practiceCopy(id: string): Promise<void> {
  await invoke('practice_copy', { id });
}
