// What became of the pasted text.
import type { PastedView } from '../bindings/PastedView';
import { Feed } from '../feed.svelte';

/** The window's one feed. */
export const feed = new Feed<PastedView>();
