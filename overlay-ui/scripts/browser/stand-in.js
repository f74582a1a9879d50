// Stands in for the program: answers the page's commands from the fixtures, and notes what the page sends.
(() => {
  const query = new URLSearchParams(location.search);
  const name = query.get('fixture');
  const scale = Number(query.get('scale') ?? 1);
  const { views, settingsViews, mineViews, watchesViews, pastedViews, welcomeViews, inventory, lessons } = window.fixtures;
  const callbacks = new Map();
  const listeners = {};
  window.sent = [];
  // The time stands still for pictures: what counts down shows where it began.
  if (query.has('still')) performance.now = () => 0;

  // What the content policy forbade, and what nobody caught.
  window.trouble = [];
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    window.trouble.push(`the content policy forbids ${blockedURI || 'what it does'} (${violatedDirective})`),
  );
  addEventListener('error', ({ message }) => window.trouble.push(`an error: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => window.trouble.push(`an error: ${reason}`));

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let handed;
  const handedOver = new Promise((resolve) => (handed = resolve));
  /** Done when the view is drawn and at rest: fonts there, what appears after a delay in its place, no caret. */
  window.drawn = handedOver.then(async () => {
    await frame();
    await document.fonts.ready;
    document.documentElement.style.caretColor = 'transparent';
    await frame();
    while (document.querySelector('.skeleton:not(.shown)')) await frame();
    for (const animation of document.getAnimations()) {
      if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
    }
    await frame();
  });

  function emit(event, payload) {
    callbacks.get(listeners[event])?.({ event, id: 1, payload });
  }

  /** `?type=WORD`: as if it were typed into the page's first field. */
  function type() {
    const field = query.has('type') && document.querySelector('input[type=text]');
    if (!field) return;
    field.focus();
    field.value = query.get('type');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** `?press=ONE|OTHER`: as if the controls of these names were pressed, one after another. */
  async function press() {
    for (const name of query.get('press')?.split('|') ?? []) {
      await frame();
      const named = (control) => (control.getAttribute('aria-label') ?? control.textContent).trim() === name;
      [...document.querySelectorAll('button, input')].find(named).click();
    }
  }

  const commands = {
    'plugin:event|listen': ({ event, handler }) => {
      listeners[event] = handler;
      return 1;
    },
    dispatch: ({ action }) => {
      window.sent.push(action);
      if (action.do !== 'ready') return;
      if (query.has('pace')) return window.pace(emit, views);
      if (listeners.view) {
        const view = structuredClone(views[name]);
        view.appearance.scale = scale;
        view.room *= scale;
        emit('view', view);
      }
      if (listeners.mine) emit('mine', mineViews[name]);
      if (listeners.watches) emit('watches', watchesViews[name]);
      if (listeners.pasted) emit('pasted', pastedViews[name]);
      if (listeners.welcome) emit('welcome', welcomeViews[name]);
      if (listeners.settings) {
        emit('settings', settingsViews[name]);
        requestAnimationFrame(type);
      }
      void press().finally(handed);
    },
    practice_items: () => {
      handed();
      return inventory;
    },
    practice_lesson: () => lessons[name ?? 'begun'],
    practice_copy: (arguments_) => void window.sent.push(arguments_),
  };

  let callbackId = 0;
  window.__TAURI_INTERNALS__ = {
    transformCallback: (callback) => {
      callbacks.set(++callbackId, callback);
      return callbackId;
    },
    invoke: async (command, arguments_) => commands[command](arguments_),
  };

  // A picture behind the panel that makes it hard to read: bright and dark, in patches.
  const behind = query.get('behind');
  if (behind) document.documentElement.style.background = behind;

  addEventListener('load', () => {
    if (query.has('hover')) {
      const [x, y] = query.get('hover').split(',').map(Number);
      document.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
    }
  });
})();
