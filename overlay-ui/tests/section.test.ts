// The settings window as it is loaded: it goes to where the program says, whether it was open before or not.
import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { plain } from './fixtures/settings';

const heard = vi.hoisted(() => new Map<string, (event: { payload: unknown }) => void>());

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
vi.mock('@tauri-apps/api/event', () => ({
  listen: async (event: string, take: (event: { payload: unknown }) => void) => void heard.set(event, take),
}));

const tell = (event: string, payload: unknown) => {
  heard.get(event)?.({ payload });
  flushSync();
};
const open = () => document.querySelector('[role=tab][aria-selected=true]')?.textContent?.trim();

it('opens the section in its address, and another one when it is asked for', async () => {
  location.hash = '#privacy';
  await import('../src/settings/main');
  tell('settings', plain);
  expect(open()).toBe('Privacy');
  tell('section', 'program');
  expect(open()).toBe('General');
});
