import { settings } from '../texts';
import { open } from '../window.svelte';
import Page from './Page.svelte';
import { feed } from './feed.svelte';

await open(Page, () => settings.welcome, { welcome: (view) => feed.take(view) });
