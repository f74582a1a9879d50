import { settings } from '../texts';
import { open } from '../window.svelte';
import Page from './Page.svelte';
import { feed } from './feed.svelte';
import { place } from './place.svelte';

place.begin(location.hash);
await open(Page, () => settings.title, {
  settings: (view) => feed.take(view),
  section: (section) => place.open(section),
});
