// The keyboard's way from item to item.
import type { PracticeItem } from '../bindings/PracticeItem';

const directions: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Whether the key walks. */
export function walks(key: string): boolean {
  return key in directions;
}

/** The nearest item in the key's direction; the first one when none is hovered; the same where there is none. */
export function nextItem(items: PracticeItem[], from: PracticeItem | null, key: string): PracticeItem | null {
  if (!from) return items[0] ?? null;
  const [dx, dy] = directions[key] ?? [0, 0];
  let best = from;
  let shortest = Infinity;
  for (const item of items) {
    const x = centre(item.column, item.width) - centre(from.column, from.width);
    const y = centre(item.row, item.height) - centre(from.row, from.height);
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (item === from || along <= 0) continue;
    // What lies aside counts more: right of an item means on its row, where there is one.
    const distance = along + 2 * aside;
    if (distance < shortest) {
      shortest = distance;
      best = item;
    }
  }
  return best;
}

function centre(start: number, length: number): number {
  return start + length / 2;
}
