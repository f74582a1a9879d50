// The watches as the program last sent them.
import type { WatchesView } from '../bindings/WatchesView';
import { spoken } from '../language.svelte';

class Feed {
  /** Nothing before the program answered. */
  view = $state.raw<WatchesView | null>(null);

  take(view: WatchesView): void {
    this.view = view;
    spoken.speak(view.language);
  }
}

/** The window's one feed. */
export const feed = new Feed();
