// The settings as the program last sent them, and the ways to ask for something.
import type { SettingChange } from '../bindings/SettingChange';
import type { SettingsAction } from '../bindings/SettingsAction';
import type { SettingsView } from '../bindings/SettingsView';
import { send } from '../bridge';
import { spoken } from '../language.svelte';

class Feed {
  /** Nothing before the program answered. */
  view = $state.raw<SettingsView | null>(null);

  take(view: SettingsView): void {
    this.view = view;
    spoken.speak(view.language);
  }
}

/** The window's one feed. */
export const feed = new Feed();

/** Asks the program for something; the next view shows what became of it. */
export function ask(action: SettingsAction): Promise<void> {
  return send({ do: 'settings', action });
}

/** Asks for one change; it is saved at once. */
export function change(change: SettingChange): Promise<void> {
  return ask({ ask: 'change', change });
}
