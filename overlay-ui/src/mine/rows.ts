// Which rows are shown, and in which order. Plain functions over what the program sent.
import type { MineRow } from '../bindings/MineRow';

export type Column = 'name' | 'realm' | 'price' | 'age' | 'bump' | 'offers';

/** A column, and whether its largest comes first. */
export interface Order {
  column: Column;
  down: boolean;
}

/** Rows that have every word of the search somewhere in them, in any case. */
export function found(rows: MineRow[], search: string): MineRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = [row.name, row.details, row.realm, row.price].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const by: Record<Column, (one: MineRow, other: MineRow) => number> = {
  name: (one, other) => one.name.localeCompare(other.name),
  realm: (one, other) => one.realm.localeCompare(other.realm),
  price: (one, other) => (one.hr ?? 0) - (other.hr ?? 0),
  age: (one, other) => one.ageMinutes - other.ageMinutes,
  // Those that can be bumped first, then those that waited longest.
  bump: (one, other) => other.ageMinutes - one.ageMinutes,
  offers: (one, other) => one.offers.length - other.offers.length,
};

/** The rows in order; a price without a number comes last either way. */
export function sorted(rows: MineRow[], { column, down }: Order): MineRow[] {
  const compare = by[column];
  return [...rows].sort((one, other) => {
    if (column === 'price' && (one.hr === null) !== (other.hr === null)) return one.hr === null ? 1 : -1;
    return (down ? -1 : 1) * compare(one, other) || one.id.localeCompare(other.id);
  });
}
