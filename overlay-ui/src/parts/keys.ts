/** The keys of a chord as it is shown; the last one may be a plus sign itself: `Ctrl++`. */
export function keysOf(shown: string): string[] {
  return shown.split(/\+(?=.)/);
}
