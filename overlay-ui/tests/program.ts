// Stands in for the program: notes what the page sends.
import { vi } from 'vitest';
import type { Action } from '../src/bindings/Action';

/** Every action since the last `forget`, in order. */
export const sent: Action[] = [];

/** The arguments of every other command. */
export const called: { command: string; arguments_: unknown }[] = [];

export function forget(): void {
  sent.length = 0;
  called.length = 0;
}

/** To be used in `vi.mock('@tauri-apps/api/core', …)`. */
export const core = {
  invoke: vi.fn((command: string, arguments_: unknown) => {
    if (command === 'dispatch') sent.push((arguments_ as { action: Action }).action);
    else called.push({ command, arguments_ });
    return Promise.resolve();
  }),
};

/** What was sent with the given verb. */
export function sentOf<Verb extends Action['do']>(verb: Verb): Extract<Action, { do: Verb }>[] {
  return sent.filter((action): action is Extract<Action, { do: Verb }> => action.do === verb);
}
