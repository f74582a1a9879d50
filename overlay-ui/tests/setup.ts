// What jsdom leaves out and every page needs.
import { afterEach, vi } from 'vitest';

class NoResize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
vi.stubGlobal('ResizeObserver', NoResize);

afterEach(() => {
  document.body.replaceChildren();
});
