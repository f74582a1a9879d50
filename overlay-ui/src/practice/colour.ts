// The colour in which the game writes an item's name.
import type { PracticeItem } from '../bindings/PracticeItem';
import type { Quality } from '../bindings/Quality';
import { qualityColour } from '../quality';

const qualities: Record<string, Quality> = {
  Magic: 'magic',
  Rare: 'rare',
  Set: 'set',
  Unique: 'unique',
  Crafted: 'crafted',
};

export function itemColour(item: PracticeItem): string {
  if (item.isRuneword) return qualityColour('runeword');
  // Runes are of no quality; the game writes them in the colour of crafted items.
  if (item.glyph === 'rune') return qualityColour('crafted');
  return qualityColour(qualities[item.quality] ?? 'normal');
}
