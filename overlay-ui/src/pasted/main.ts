import { pasted } from '../texts';
import { open } from '../window.svelte';
import Page from './Page.svelte';
import { feed } from './feed.svelte';

await open(Page, () => pasted.title, { pasted: (view) => feed.take(view) });
