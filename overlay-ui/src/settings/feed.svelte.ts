// The settings as the program last sent them, and the one way to change one.
import type { SettingChange } from '../bindings/SettingChange';
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

/** Asks for one change; it is saved at once, and the next view shows what became of it. */
export function change(change: SettingChange): Promise<void> {
  return send({ do: 'changeSetting', change });
}
