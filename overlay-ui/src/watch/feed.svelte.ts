// The watches.
import type { WatchesView } from '../bindings/WatchesView';
import { Feed } from '../feed.svelte';

/** The window's one feed. */
export const feed = new Feed<WatchesView>();
