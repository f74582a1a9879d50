// The settings, and the ways to ask for something.
import type { SettingChange } from '../bindings/SettingChange';
import type { SettingsAction } from '../bindings/SettingsAction';
import type { SettingsView } from '../bindings/SettingsView';
import { send } from '../bridge';
import { Feed } from '../feed.svelte';

/** The window's one feed. */
export const feed = new Feed<SettingsView>();

/** Asks the program for something; the next view shows what became of it. */
export function ask(action: SettingsAction): Promise<void> {
  return send({ do: 'settings', action });
}

/** Asks for one change; it is saved at once. */
export function change(change: SettingChange): Promise<void> {
  return ask({ ask: 'change', change });
}
