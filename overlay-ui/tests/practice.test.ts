// The practice game: hovering, copying on the release of C, and where things are.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inventory } from './fixtures/practice';
import { called, core, forget } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => undefined) }));

const { game } = await import('../src/practice/game.svelte');
const { boxOf, placeTooltip, WINDOW_WIDTH, WINDOW_HEIGHT, COLUMNS, ROWS } = await import('../src/practice/geometry');
const { drawing, kinds } = await import('../src/practice/glyphs');
const { nextItem } = await import('../src/practice/walk');
const { flushSync, mount, unmount } = await import('svelte');
const { default: Page } = await import('../src/practice/Page.svelte');

const released = (code: string, ctrlKey: boolean) => game.keyUp(new KeyboardEvent('keyup', { code, ctrlKey }));

/** jsdom lays nothing out: the pointer is over what the test says. */
function over(id: string | null): void {
  document.elementFromPoint = () => (id === null ? document.body : document.querySelector(`[data-item="${id}"] path`));
}

beforeEach(async () => {
  game.leave();
  core.invoke.mockImplementationOnce(() => Promise.resolve(inventory) as never);
  await game.load();
  forget();
});

describe('copying', () => {
  it('copies the hovered item when C is let go with Ctrl held', () => {
    game.hoveredId = 'ring-0-0';
    released('KeyC', true);
    expect(called).toEqual([{ command: 'practice_copy', arguments_: { id: 'ring-0-0' } }]);
  });

  it.each([
    ['KeyC', false],
    ['KeyD', true],
  ])('does nothing on %s with Ctrl %s', (code, ctrl) => {
    game.hoveredId = 'ring-0-0';
    released(code, ctrl);
    expect(called).toEqual([]);
  });

  it('does nothing where nothing is hovered', () => {
    released('KeyC', true);
    expect(called).toEqual([]);
  });
});

describe('hovering', () => {
  it('finds the item under a pointer that rested there before the items came', async () => {
    over(null);
    game.pointAt(84, 120);
    expect(game.hoveredId).toBeNull();
    const page = mount(Page, { target: document.body });
    flushSync();
    over('ring-0-0');
    game.look();
    flushSync();
    expect(document.querySelector('[role=tooltip]')?.textContent).toMatch(/Raven Frost.*Ring.*\+18 to Dexterity/s);
    expect(document.querySelector('.hovered')?.getAttribute('data-item')).toBe('ring-0-0');
    game.leave();
    flushSync();
    expect(document.querySelector('[role=tooltip]')).toBeNull();
    await unmount(page);
  });

  it('walks by the arrows', () => {
    const ring = inventory[0]!;
    expect(nextItem(inventory, null, 'ArrowDown')).toBe(ring);
    expect(nextItem(inventory, ring, 'ArrowDown')?.name).toBe('Corpse Collar');
    expect(nextItem(inventory, ring, 'ArrowRight')?.name).toBe('Harlequin Crest');
    expect(nextItem(inventory, ring, 'ArrowLeft')).toBe(ring);
  });
});

describe('for screen readers', () => {
  const walk = (key: string) => {
    game.keyDown(new KeyboardEvent('keydown', { key, cancelable: true }));
    flushSync();
  };
  const list = () => document.querySelector('[role=listbox]')!;
  const active = () => document.getElementById(list().getAttribute('aria-activedescendant') ?? '');

  it('reads each item that the arrows come to, with its text', async () => {
    const page = mount(Page, { target: document.body });
    flushSync();
    expect(active()).toBeNull();
    for (const name of ['Raven Frost', 'Corpse Collar']) {
      walk('ArrowDown');
      expect(document.activeElement).toBe(list());
      expect(active()?.getAttribute('aria-label')).toBe(name);
      expect(document.querySelectorAll('[role=option][aria-selected=true]')).toHaveLength(1);
      const described = active()?.getAttribute('aria-describedby') ?? '';
      expect(document.getElementById(described)?.textContent).toContain(game.hovered?.tooltip[0]);
    }
    await unmount(page);
  });

  it('hovers nothing anew when the window has the keyboard again', async () => {
    const page = mount(Page, { target: document.body });
    walk('ArrowDown');
    game.leave();
    list().dispatchEvent(new FocusEvent('focus'));
    flushSync();
    expect(game.hoveredId).toBeNull();
    expect(active()).toBeNull();
    await unmount(page);
  });
});

describe('places', () => {
  it('keeps every tooltip inside the window', () => {
    for (const item of inventory) {
      for (const size of [
        { width: 80, height: 40 },
        { width: 420, height: 400 },
      ]) {
        const { left, top } = placeTooltip(boxOf(item), size, 8);
        expect(left).toBeGreaterThanOrEqual(8);
        expect(top).toBeGreaterThanOrEqual(8);
        expect(left + size.width).toBeLessThanOrEqual(WINDOW_WIDTH - 8);
        expect(top + size.height).toBeLessThanOrEqual(WINDOW_HEIGHT - 8);
      }
    }
  });

  it('has fixtures that lie in the grid, one to a cell', () => {
    const taken = new Set<string>();
    for (const item of inventory) {
      for (let column = item.column; column < item.column + item.width; column += 1) {
        for (let row = item.row; row < item.row + item.height; row += 1) {
          const cell = `${column},${row}`;
          expect(taken.has(cell), cell).toBe(false);
          expect(column < COLUMNS && row < ROWS).toBe(true);
          taken.add(cell);
        }
      }
    }
  });
});

describe('glyphs', () => {
  it('draws what lies in the program’s own inventory', () => {
    const file = '../src-tauri/crates/practice-market/data/inventory.json';
    const items = JSON.parse(readFileSync(file, 'utf8')) as { glyph: string }[];
    expect(items.length).toBeGreaterThan(0);
    for (const { glyph } of items) expect(kinds).toContain(glyph);
  });

  it('draws every kind, and a parcel for an unknown one', () => {
    expect(new Set(kinds.map((kind) => drawing(kind).body)).size).toBe(kinds.length);
    expect(kinds.map((kind) => drawing(kind).body)).not.toContain(drawing('no such kind').body);
  });
});
