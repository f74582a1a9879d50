/** Attached to a field that was opened to be typed into: it has the keyboard, its text chosen. */
export function takeKeyboard(input: HTMLInputElement): void {
  input.focus();
  input.select();
}

/** For a list: the arrows, Home and End go along what in it is so selected, from where the keyboard is. */
export function walk(selector: string): (event: KeyboardEvent & { currentTarget: HTMLElement }) => void {
  return (event) => {
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    // In a text these two go to its ends.
    const ends = stops[at]?.matches('[type=text]') ? {} : { Home: 0, End: stops.length - 1 };
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, ...ends };
    const target = targets[event.key];
    if (at < 0 || target === undefined) return;
    event.preventDefault();
    stops[target]?.focus();
  };
}
