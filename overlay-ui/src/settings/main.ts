import '../style.css';
import { mount } from 'svelte';
import { onSection, onSettings, send } from '../bridge';
import Page from './Page.svelte';
import { feed } from './feed.svelte';
import { place } from './place.svelte';

place.begin(location.hash);
mount(Page, { target: document.body });
await onSettings((view) => {
  feed.take(view);
});
await onSection((section) => place.open(section));
await send({ do: 'ready' });
