// What became of the pasted text, as the program last sent it.
import type { PastedView } from '../bindings/PastedView';
import { spoken } from '../language.svelte';

class Feed {
  /** Nothing before the program answered. */
  view = $state.raw<PastedView | null>(null);

  take(view: PastedView): void {
    spoken.speak(view.language);
    this.view = view;
  }
}

/** The window's one feed. */
export const feed = new Feed();
