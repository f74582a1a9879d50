// The colour of a quality's names.
import type { Quality } from './bindings/Quality';

/** The token of the colour, for `style:color`. */
export function qualityColour(quality: Quality): string {
  return `var(--q-${quality})`;
}
