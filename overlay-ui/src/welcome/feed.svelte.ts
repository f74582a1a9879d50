// What a new player is told.
import type { WelcomeView } from '../bindings/WelcomeView';
import { Feed } from '../feed.svelte';

/** The window's one feed. */
export const feed = new Feed<WelcomeView>();
