// A chord from a key event. Its key goes by the place on the keyboard, in the name that the event has for it:
// `Ctrl+Alt+KeyD`. What the player's own keyboard prints there is known to the program.
//
// Must not know which chords are allowed or taken: the program says so after it was asked.

const modifierCodes = /^(Control|Alt|Shift|Meta|OS)(Left|Right)?$/;

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
  return [...modifiersOf(event), event.code].join('+');
}
