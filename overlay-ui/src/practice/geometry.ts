// Where things are in the practice window, in CSS pixels. Tests aim the mouse by these figures:
// the cell (column, row) is CELL wide and high, its top left corner at GRID_LEFT + column * CELL,
// GRID_TOP + row * CELL. The page scrolls nowhere and takes no scale, so they hold in every window
// of at least WINDOW_WIDTH x WINDOW_HEIGHT.
export const WINDOW_WIDTH = 960;
export const WINDOW_HEIGHT = 640;
export const GRID_LEFT = 60;
export const GRID_TOP = 96;
export const CELL = 48;
export const COLUMNS = 10;
export const ROWS = 8;
/** Left edge of the lesson beside the inventory. */
export const LESSON_LEFT = 604;

/** The figures as custom properties, for the page's sheet. */
export const geometryStyle = [
  `--window-width: ${WINDOW_WIDTH}px`,
  `--window-height: ${WINDOW_HEIGHT}px`,
  `--grid-left: ${GRID_LEFT}px`,
  `--grid-top: ${GRID_TOP}px`,
  `--cell: ${CELL}px`,
  `--columns: ${COLUMNS}`,
  `--rows: ${ROWS}`,
  `--lesson-left: ${LESSON_LEFT}px`,
].join(';');

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where an item is drawn. */
export function boxOf(item: { column: number; row: number; width: number; height: number }): Box {
  return {
    left: GRID_LEFT + item.column * CELL,
    top: GRID_TOP + item.row * CELL,
    width: item.width * CELL,
    height: item.height * CELL,
  };
}

/** Where a tooltip of this size goes: above its item, below where above has no room, inside the window. */
export function placeTooltip(item: Box, size: { width: number; height: number }, gap: number): { left: number; top: number } {
  const within = (at: number, length: number, whole: number) => Math.max(gap, Math.min(at, whole - length - gap));
  const above = item.top - size.height - gap;
  const below = item.top + item.height + gap;
  const left = within(item.left + (item.width - size.width) / 2, size.width, WINDOW_WIDTH);
  if (above >= gap) return { left, top: above };
  if (below + size.height + gap <= WINDOW_HEIGHT) return { left, top: below };
  // Neither has room: beside the item, so that it stays in sight.
  const right = item.left + item.width + gap;
  const beside = right + size.width + gap <= WINDOW_WIDTH ? right : item.left - size.width - gap;
  const top = within(item.top + (item.height - size.height) / 2, size.height, WINDOW_HEIGHT);
  return { left: within(beside, size.width, WINDOW_WIDTH), top };
}
