// The player's listings, and the one way to ask for a change.
import type { MineAction } from '../bindings/MineAction';
import type { MineView } from '../bindings/MineView';
import { send } from '../bridge';
import { Feed } from '../feed.svelte';

/** The window's one feed. */
export const feed = new Feed<MineView>();

/** Asks for something; the next view shows what became of it. */
export function ask(action: MineAction): Promise<void> {
  return send({ do: 'mine', action });
}
