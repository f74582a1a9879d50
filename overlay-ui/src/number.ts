// Numbers as players type and read them.

/** What was typed as a bound: a number, `null` for open, `undefined` when it is no number. */
export function parseBound(typed: string): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  return Number(text);
}

/** HR with two decimals at most, with the point that the market's prices have in every language. */
export function formatHr(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** A bound as its field shows it. */
export function formatBound(value: number | null): string {
  // Steps of 0.1 must not show 0.30000000000000004.
  return value === null ? '' : String(Math.round(value * 1000) / 1000);
}
