import '../style.css';
import { mount } from 'svelte';
import { hear, send } from '../bridge';
import Page from './Page.svelte';
import { feed } from './feed.svelte';

mount(Page, { target: document.body });
// Asked for now, so that the first panel does not change its face when they arrive.
void document.fonts.load('600 1em Cinzel');
void document.fonts.load('400 1em "Inter Variable"');
await hear({ view: (view) => feed.take(view) });
await send({ do: 'ready' });
