// Tells the program while a list is read: the mouse is over it, the keyboard in it, or it is scrolled.
//
// Must not know what follows from that.
import { on } from 'svelte/events';
import { send } from '../bridge';

/** Watches a list until it goes. */
export function reading(list: HTMLElement): () => void {
  const by = { mouse: false, keys: false, scroll: false };
  let told = false;

  function tell(change: Partial<typeof by>) {
    Object.assign(by, change);
    const now = by.mouse || by.keys || by.scroll;
    if (now === told) return;
    told = now;
    void send({ do: 'readListings', on: now });
  }

  const ends = [
    on(list, 'pointerenter', () => tell({ mouse: true })),
    on(list, 'pointerleave', () => tell({ mouse: false })),
    // What was clicked has the focus, too, but nobody reads by it.
    on(list, 'focusin', (event) => tell({ keys: event.target instanceof Element && event.target.matches(':focus-visible') })),
    on(list, 'focusout', () => tell({ keys: false })),
    on(
      list,
      'scroll',
      (event) => tell({ scroll: event.target instanceof Element && event.target.scrollTop > 0 }),
      { capture: true },
    ),
  ];
  return () => {
    for (const end of ends) end();
    tell({ mouse: false, keys: false, scroll: false });
  };
}
