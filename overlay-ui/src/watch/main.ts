import '../style.css';
import { mount } from 'svelte';
import { onWatches, send } from '../bridge';
import Page from './Page.svelte';
import { feed } from './feed.svelte';

mount(Page, { target: document.body });
await onWatches((view) => {
  feed.take(view);
});
await send({ do: 'ready' });
