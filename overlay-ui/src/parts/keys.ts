/** The keys of a chord as it is shown; the last one may be a plus sign itself: `Ctrl++`. */
export function keysOf(shown: string): string[] {
  return shown.split(/\+(?=.)/);
}

/** Does this on an Esc that nothing inside the window has taken. */
export function onEscape(act: () => unknown): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    act();
  };
}
