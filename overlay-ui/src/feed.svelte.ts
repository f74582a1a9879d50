// What an ordinary window shows, as the program last sent it.
import type { Language } from './bindings/Language';
import { spoken } from './language.svelte';

export class Feed<View extends { language: Language }> {
  /** Nothing before the program answered. */
  view = $state.raw<View | null>(null);

  /** Shows a view, in the view's language. */
  take(view: View): void {
    this.view = view;
    spoken.speak(view.language);
  }
}
