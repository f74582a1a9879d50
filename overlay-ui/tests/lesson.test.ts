// The practice game's lesson: what is done, what is lit, and the end.
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LessonView } from '../src/bindings/LessonView';
import { lessons } from './fixtures/lesson';
import { core } from './program';

vi.mock('@tauri-apps/api/core', async () => (await import('./program')).core);
const heard: Record<string, (event: { payload: unknown }) => void> = {};
vi.mock('@tauri-apps/api/event', () => ({
  listen: (event: string, take: (event: { payload: unknown }) => void) => {
    heard[event] = take;
    return Promise.resolve(() => undefined);
  },
}));

const { default: Page } = await import('../src/practice/Page.svelte');
const { lesson } = await import('../src/practice/lesson.svelte');

let page: ReturnType<typeof mount>;

function show(view: LessonView): void {
  lesson.view = view;
  flushSync();
}

const step = (task: string) => document.querySelector(`[data-step=${task}]`);

beforeEach(() => {
  lesson.view = null;
  page = mount(Page, { target: document.body });
  flushSync();
});
afterEach(() => unmount(page));

describe('drawing', () => {
  it.each(Object.entries(lessons))('draws %s', (_, view) => {
    show(view);
    for (const { task, keys, state } of view.steps) {
      const drawn = step(task);
      expect(drawn?.getAttribute('aria-current')).toBe(state === 'next' ? 'step' : null);
      expect(drawn?.querySelectorAll('.mark svg')).toHaveLength(state === 'done' ? 1 : 0);
      // Only the step that is next says how.
      expect(drawn?.querySelectorAll('p')).toHaveLength(state === 'next' ? 1 : 0);
      for (const key of keys.split('+')) expect(drawn?.textContent).toContain(key);
    }
  });

  it('says how to come into the panel by the keys that are set', () => {
    const view = structuredClone(lessons.filter!);
    view.steps[2]!.keys = 'Ctrl+F7';
    show(view);
    expect(step('filter')?.textContent).toContain('press Ctrl+F7 twice');
  });

  it('ends with a kind word when all is done, and not before', () => {
    const end = () => document.querySelector('[role=status]')?.textContent?.trim();
    show(lessons.list!);
    expect(end()).toBe('');
    show(lessons.finished!);
    expect(end()).toContain('That is all of it.');
  });
});

describe('hearing', () => {
  it('asks how far it is, and goes on with what comes', async () => {
    core.invoke.mockImplementationOnce(() => Promise.resolve(lessons.begun) as never);
    await lesson.load();
    expect(lesson.view).toEqual(lessons.begun);
    heard.lesson?.({ payload: lessons.filter });
    expect(lesson.view).toEqual(lessons.filter);
  });

  it('keeps what came before the answer', async () => {
    core.invoke.mockImplementationOnce((() => {
      heard.lesson?.({ payload: lessons.list });
      return Promise.resolve(lessons.begun);
    }) as never);
    await lesson.load();
    expect(lesson.view).toEqual(lessons.list);
  });
});
