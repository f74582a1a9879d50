// From asks to a picture of them: dots along a logarithmic line, stacked where they stand together.
//
// Must not know pixels: places are fractions of the width, levels are counted from the line up.
import type { Chart } from '../bindings/Chart';
import { formatBound } from '../number';

export interface Dot {
  at: number;
  level: number;
  /** It does not count. */
  apart: boolean;
}

export interface Tick {
  at: number;
  text: string;
}

export interface Picture {
  dots: Dot[];
  /** How many dots the highest stack has. */
  levels: number;
  median: number;
  yours: number;
  band: { from: number; to: number };
  ticks: Tick[];
}

/** Room beside the outermost dots, so that they and their figures are whole. */
const margin = 0.04;
/** How many dots fit beside each other. */
const columns = 36;
/** The least distance of two figures under the line. */
const tickDistance = 0.16;
/** Asks that do not count are drawn at the edge when they are more than so many times beyond the others. */
const beyond = 2;

export function drawChart({ asks, median, low, high, yours }: Chart): Picture {
  const counting = asks.filter(({ apart }) => !apart).map(({ hr }) => hr);
  const least = Math.min(low, yours, ...counting);
  const most = Math.max(high, yours, ...counting);
  const inside = (hr: number) => Math.min(Math.max(hr, least / beyond), most * beyond);
  const drawn = asks.map(({ hr, apart }) => ({ hr: apart ? inside(hr) : hr, apart }));
  const values = drawn.map(({ hr }) => hr);
  const place = placer(Math.min(least, ...values), Math.max(most, ...values));
  const heights = new Map<number, number>();
  const dots = drawn.map(({ hr, apart }) => {
    const column = Math.round(place(hr) * columns);
    const level = heights.get(column) ?? 0;
    heights.set(column, level + 1);
    return { at: column / columns, level, apart };
  });
  return {
    dots,
    levels: Math.max(1, ...heights.values()),
    median: place(median),
    yours: place(yours),
    band: { from: place(low), to: place(high) },
    ticks: ticks(counting, median, place),
  };
}

function placer(lowest: number, highest: number): (value: number) => number {
  // Prices that are all the same stand in the middle of a line from a half to the double.
  const [from, to] = highest > lowest ? [lowest, highest] : [lowest / 2, highest * 2];
  const width = Math.log(to) - Math.log(from);
  return (value) => margin + ((Math.log(value) - Math.log(from)) / width) * (1 - 2 * margin);
}

/** Figures at the median and the ends first, then at round values between, as far as there is room. */
function ticks(asks: number[], median: number, place: (value: number) => number): Tick[] {
  const lowest = asks[0] ?? median;
  const highest = asks.at(-1) ?? median;
  const round: number[] = [];
  for (let power = Math.floor(Math.log10(lowest)); power <= Math.log10(highest); power += 1) {
    for (const factor of [1, 2.5, 5]) round.push(factor * 10 ** power);
  }
  const chosen: Tick[] = [];
  for (const value of [median, lowest, highest, ...round]) {
    const at = place(value);
    const inside = value >= lowest && value <= highest;
    if (inside && chosen.every((tick) => Math.abs(tick.at - at) >= tickDistance)) {
      chosen.push({ at, text: formatBound(Number(value.toPrecision(3))) });
    }
  }
  return chosen.sort((a, b) => a.at - b.at);
}
