// What a key press in the window is meant for.

/** Whether the keys go into a text: those that mean something there are not the window's. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type === 'text';
}
