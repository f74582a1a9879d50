// The practice game: which item is hovered, and Ctrl+C as the game does it.
//
// Must not know what is copied: the program puts the item's text on the clipboard.
import type { PracticeItem } from '../bindings/PracticeItem';
import { practiceCopy, practiceItems } from '../bridge';
import { INVENTORY_ID } from './ids';
import { nextItem, walks } from './walk';

class Game {
  items = $state.raw<PracticeItem[]>([]);
  hoveredId = $state<string | null>(null);
  failed = $state(false);

  #pointer: { x: number; y: number } | null = null;

  get hovered(): PracticeItem | null {
    return this.items.find((item) => item.id === this.hoveredId) ?? null;
  }

  async load(): Promise<void> {
    try {
      this.items = await practiceItems();
    } catch (error) {
      this.failed = true;
      console.error('The inventory could not be read:', error);
    }
  }

  /** The pointer is at this place: the item under it is the hovered one. */
  pointAt(x: number, y: number): void {
    this.#pointer = { x, y };
    this.look();
  }

  /** Looks again at what lies under the pointer, when the items have changed and the pointer has not. */
  look(): void {
    if (!this.#pointer) return;
    const element = document.elementFromPoint(this.#pointer.x, this.#pointer.y);
    const item = element?.closest<HTMLElement>('[data-item]');
    this.hoveredId = item?.dataset.item ?? null;
  }

  /** The pointer left the window. */
  leave(): void {
    this.#pointer = null;
    this.hoveredId = null;
  }

  keyDown(event: KeyboardEvent): void {
    // The webview's own copy would empty the clipboard: nothing is selected here.
    if (event.ctrlKey && event.code === 'KeyC') event.preventDefault();
    if (event.ctrlKey || event.altKey || !walks(event.key)) return;
    event.preventDefault();
    this.hoveredId = nextItem(this.items, this.hovered, event.key)?.id ?? null;
    // Where the keyboard is, a screen reader reads along.
    document.getElementById(INVENTORY_ID)?.focus({ preventScroll: true });
  }

  // The game copies when C is let go, not when it is pressed.
  keyUp(event: KeyboardEvent): void {
    if (event.code !== 'KeyC' || !event.ctrlKey || this.hoveredId === null) return;
    practiceCopy(this.hoveredId).catch((error: unknown) => console.error('The item was not copied:', error));
  }
}

/** The window's one game. */
export const game = new Game();
