import '../style.css';
import { flushSync, mount } from 'svelte';
import { hear } from '../bridge';
import { spoken } from '../language.svelte';
import { practice } from '../texts';
import { entitle } from '../window.svelte';
import Page from './Page.svelte';
import { game } from './game.svelte';
import { geometryStyle } from './geometry';
import { lesson } from './lesson.svelte';

document.documentElement.style.cssText = geometryStyle;

// Before the items are there: the pointer may already rest where one will lie.
for (const kind of ['pointerover', 'pointermove', 'pointerdown'] as const) {
  document.addEventListener(kind, (event) => game.pointAt(event.clientX, event.clientY));
}
document.documentElement.addEventListener('pointerleave', () => game.leave());
document.addEventListener('keydown', (event) => game.keyDown(event));
document.addEventListener('keyup', (event) => game.keyUp(event));
document.addEventListener('contextmenu', (event) => event.preventDefault());

entitle(() => practice.title);
mount(Page, { target: document.body });
await hear({ language: (language) => spoken.speak(language) });
await game.load();
flushSync();
game.look();
await lesson.load();
