// The lesson as the program last sent it: what is done, and what comes next.
import type { LessonView } from '../bindings/LessonView';
import { hear, practiceLesson } from '../bridge';

class Lesson {
  /** Nothing before the program answered. */
  view = $state.raw<LessonView | null>(null);

  get finished(): boolean {
    return this.view?.steps.every(({ state }) => state === 'done') ?? false;
  }

  async load(): Promise<void> {
    await hear({ lesson: (view) => (this.view = view) });
    const view = await practiceLesson();
    // One that came meanwhile is newer.
    this.view ??= view;
  }
}

/** The window's one lesson. */
export const lesson = new Lesson();
