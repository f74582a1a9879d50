// The player's listings as the program last sent them, and the one way to ask for a change.
import type { MineAction } from '../bindings/MineAction';
import type { MineView } from '../bindings/MineView';
import { send } from '../bridge';
import { spoken } from '../language.svelte';

class Feed {
  /** Nothing before the program answered. */
  view = $state.raw<MineView | null>(null);

  take(view: MineView): void {
    this.view = view;
    spoken.speak(view.language);
  }
}

/** The window's one feed. */
export const feed = new Feed();

/** Asks for something; the next view shows what became of it. */
export function ask(action: MineAction): Promise<void> {
  return send({ do: 'mine', action });
}
