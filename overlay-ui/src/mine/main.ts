import { mine } from '../texts';
import { open } from '../window.svelte';
import Page from './Page.svelte';
import { feed } from './feed.svelte';

await open(Page, () => mine.title, { mine: (view) => feed.take(view) });
