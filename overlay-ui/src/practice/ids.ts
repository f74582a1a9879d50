// The ids by which the inventory, its items and the tooltip name one another to screen readers.

export const INVENTORY_ID = 'inventory';
export const TOOLTIP_ID = 'tooltip';

/** An item's place in the inventory. */
export function optionId(item: string): string {
  return `item-${item}`;
}
