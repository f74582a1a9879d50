// What a new player is told, as the program last sent it.
import type { WelcomeView } from '../bindings/WelcomeView';
import { spoken } from '../language.svelte';

class Feed {
  /** Nothing before the program answered. */
  view = $state.raw<WelcomeView | null>(null);

  take(view: WelcomeView): void {
    spoken.speak(view.language);
    this.view = view;
  }
}

/** The window's one feed. */
export const feed = new Feed();
