/** Attached to a field that was opened to be typed into: it has the keyboard, its text chosen. */
export function takeKeyboard(input: HTMLInputElement): void {
  input.focus();
  input.select();
}
