// Takes the program's views in and reports what became of each: laid out, then painted.
//
// Must not know what a view means: it only draws, measures and answers.
import { flushSync } from 'svelte';
import type { View } from '../bindings/View';
import { send } from '../bridge';
import { spoken } from '../language.svelte';
import { kept } from './kept';

function visible(view: View | null): view is View {
  return view !== null && view.panel.kind !== 'hidden';
}

class Feed {
  /** The view on show; nothing before the first. */
  view = $state.raw<View | null>(null);

  /** The element whose size is the size of what is drawn, shadow included. */
  column: HTMLElement | null = null;

  #reported = { revision: -1, width: 0, height: 0 };
  #frame = false;

  /** Draws a view at once, unless a newer one is on show, and reports its size. */
  take(view: View): void {
    if (this.view && view.revision <= this.view.revision) return;
    this.view = kept(this.view, view);
    spoken.speak(view.language);
    flushSync();
    // What is hidden has no size, and no frame comes for it.
    if (!visible(view)) return;
    this.measure();
    this.#awaitPaint();
  }

  /** Reports the size of what is drawn, if it was not reported yet. */
  measure(): void {
    if (!this.view || !this.column) return;
    const { revision } = this.view;
    const { width, height } = this.column.getBoundingClientRect();
    const last = this.#reported;
    if (revision === last.revision && width === last.width && height === last.height) return;
    this.#reported = { revision, width, height };
    void send({ do: 'laidOut', revision, width, height });
  }

  // The frame after the one in which the drawing was ready begins when that one is on its way to the
  // screen. A window that is not mapped has no frames: then this waits until it is shown.
  #awaitPaint(): void {
    if (this.#frame) return;
    this.#frame = true;
    requestAnimationFrame(() => {
      const drawn = this.view;
      requestAnimationFrame(() => {
        this.#frame = false;
        if (visible(drawn)) void send({ do: 'painted', revision: drawn.revision });
        if (this.view !== drawn && visible(this.view)) this.#awaitPaint();
      });
    });
  }
}

/** The panel's one feed. */
export const feed = new Feed();
