import '../style.css';
import { mount } from 'svelte';
import { onWelcome, send } from '../bridge';
import Page from './Page.svelte';
import { feed } from './feed.svelte';

mount(Page, { target: document.body });
await onWelcome((view) => {
  feed.take(view);
});
await send({ do: 'ready' });
