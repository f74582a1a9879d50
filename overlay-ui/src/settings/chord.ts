// A chord from a key event, written as the program writes it: `Ctrl+Alt+D`.
//
// Must not know which chords are allowed or taken: the program says so after it was asked.

const modifierCodes = /^(Control|Alt|Shift|Meta|OS)(Left|Right)?$/;

/** Keys whose names in the program are not their codes in the page. */
const named: Record<string, string> = {
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backquote: '`',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** The modifiers held, in the order in which players read them. */
export function modifiersOf(event: KeyboardEvent): string[] {
  const held: [boolean, string][] = [
    [event.ctrlKey, 'Ctrl'],
    [event.altKey, 'Alt'],
    [event.shiftKey, 'Shift'],
    [event.metaKey, 'Win'],
  ];
  return held.filter(([on]) => on).map(([, name]) => name);
}

/** The chord of the event, or `null` while only modifiers are held. */
export function chordOf(event: KeyboardEvent): string | null {
  if (event.code === '' || modifierCodes.test(event.code)) return null;
  return [...modifiersOf(event), keyOf(event)].join('+');
}

/** Letters and signs as the layout has them, since hotkeys go by them; all else, and what is not Latin, by place. */
function keyOf({ key, code }: KeyboardEvent): string {
  if (/^[a-z\-=[\]\\;,./`]$/i.test(key)) return key.toUpperCase();
  return named[code] ?? code.replace(/^(Key|Digit)/, '');
}
