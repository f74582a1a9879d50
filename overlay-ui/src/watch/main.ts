import { watch } from '../texts';
import { open } from '../window.svelte';
import Page from './Page.svelte';
import { feed } from './feed.svelte';

await open(Page, () => watch.title, { watches: (view) => feed.take(view) });
