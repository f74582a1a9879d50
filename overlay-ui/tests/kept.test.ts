import { describe, expect, it } from 'vitest';
import { kept } from '../src/panel/kept';

describe('what a view has in common with the last one', () => {
  const before = { revision: 1, header: { name: 'Ring', badges: ['Unique'] }, rows: [{ id: 'a' }, { id: 'b' }], link: null };

  it('is the very same, part by part', () => {
    const after = kept(before, { ...structuredClone(before), revision: 2 });
    expect(after.revision).toBe(2);
    expect(after.header).toBe(before.header);
    expect(after.rows).toBe(before.rows);
    expect(kept(before, structuredClone(before))).toBe(before);
  });

  it.each([
    ['a changed value', { ...before, header: { name: 'Amulet', badges: ['Unique'] } }],
    ['another row', { ...before, rows: [...before.rows, { id: 'c' }] }],
    ['a row less', { ...before, rows: [{ id: 'a' }] }],
    ['something where nothing was', { ...before, link: { state: 'live' } }],
    ['nothing where something was', { ...before, header: null }],
    ['a list where a map was', { ...before, header: ['Ring'] }],
    ['a missing part', { revision: 1, rows: before.rows, link: null }],
    ['another name for the same', { ...before, header: { name: 'Ring', marks: ['Unique'] } }],
  ])('never hides %s', (_, after) => {
    const given = structuredClone(after);
    expect(kept(before, structuredClone(after))).toEqual(given);
  });

  it('keeps the rows that stay beside one that comes', () => {
    const after = kept(before, structuredClone({ ...before, rows: [...before.rows, { id: 'c' }] }));
    expect(after.rows[1]).toBe(before.rows[1]);
    expect(after.rows).not.toBe(before.rows);
  });
});
