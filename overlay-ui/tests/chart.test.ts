import { describe, expect, it } from 'vitest';
import { drawChart } from '../src/panel/chart';

const asked = (...prices: number[]) => prices.map((hr) => ({ hr, apart: false }));
const even = { asks: asked(0.25, 0.5, 0.5, 0.5, 1), low: 0.5, median: 0.5, high: 0.5, yours: 0.5 };

describe('the chart of the asks', () => {
  it('places equal ratios at equal distances and stacks equal asks', () => {
    const { dots, levels, median } = drawChart(even);
    expect(dots.map(({ level }) => level)).toEqual([0, 0, 1, 2, 0]);
    expect(levels).toBe(3);
    expect(median).toBeCloseTo(0.5);
    expect(dots[0]!.at + dots[4]!.at).toBeCloseTo(1);
  });

  it.each([
    ['one price', { asks: asked(2, 2, 2), low: 2, median: 2, high: 2, yours: 2 }],
    ['one ask', { asks: asked(0.05), low: 0.05, median: 0.05, high: 0.05, yours: 0.05 }],
    ['no ask', { asks: [], low: 1, median: 1, high: 1, yours: 1 }],
    ['five orders', { asks: asked(0.01, 1, 1000), low: 0.1, median: 1, high: 500, yours: 2 }],
    ['a band outside the asks', { asks: asked(1, 2), low: 0.5, median: 1.5, high: 3, yours: 5 }],
  ])('keeps %s inside', (_, chart) => {
    const { dots, ticks, band, median, yours } = drawChart(chart);
    const places = [...dots.map(({ at }) => at), ...ticks.map(({ at }) => at), band.from, band.to, median, yours];
    for (const at of places) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(1);
    }
    expect(dots).toHaveLength(chart.asks.length);
  });

  it('keeps asks that do not count at the edge, and leaves the others the room', () => {
    const absurd = [{ hr: 0.000001, apart: true }, ...asked(0.5, 1, 2), { hr: 5000, apart: true }];
    const { dots, ticks } = drawChart({ asks: absurd, low: 0.75, median: 1, high: 1.5, yours: 1 });
    expect(dots.map(({ apart }) => apart)).toEqual([true, false, false, false, true]);
    expect(dots[3]!.at - dots[1]!.at).toBeGreaterThan(0.4);
    expect(ticks.map(({ text }) => text)).not.toContain('5000');
  });

  it('writes figures that do not touch, the median among them', () => {
    const { ticks } = drawChart({ asks: asked(0.1, 0.2, 0.3, 0.5, 0.9, 2, 7), low: 0.2, median: 0.5, high: 2, yours: 0.5 });
    expect(ticks.map(({ text }) => text)).toContain('0.5');
    for (let at = 1; at < ticks.length; at += 1) expect(ticks[at]!.at - ticks[at - 1]!.at).toBeGreaterThan(0.15);
  });
});
