// Opens the page of an ordinary window.
import './style.css';
import { mount, type Component } from 'svelte';
import { hear, send, type Ears } from './bridge';

/** Names the page, as the program names its window; anew when another language is spoken. */
export function entitle(title: () => string): void {
  $effect.root(() => {
    $effect(() => {
      document.title = `${title()} · Haggle`;
    });
  });
}

/** Draws the page, listens, and then says that it is ready. */
export async function open(Page: Component, title: () => string, ears: Ears): Promise<void> {
  entitle(title);
  mount(Page, { target: document.body });
  await hear(ears);
  await send({ do: 'ready' });
}
