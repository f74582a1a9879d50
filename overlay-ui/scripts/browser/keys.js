// Whether the Tab key reaches every control, and whether one sees where the keyboard is. The keys come from outside;
// here is noted where they led.
(() => {
  const CONTROLS = 'button, input, select, textarea, a[href], [tabindex]';

  function name(element) {
    const words = (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim();
    return `${element.localName} “${words.replace(/\s+/g, ' ').slice(0, 40)}”`;
  }

  // A list of buttons is one stop of Tab, and the arrows go along it.
  const GROUPS = 'ul, ol, [role=toolbar], [role=listbox], [role=grid], [role=radiogroup], [role=tablist], [role=menu]';

  /** What Tab stops at once: radio buttons of one name, or what stands in a list with a roving index. */
  function stopOf(element) {
    if (element.type === 'radio') return `radio ${element.name}`;
    const group = element.closest(GROUPS);
    return group?.querySelector('[tabindex="-1"]') ? group : element;
  }

  function wanted() {
    const all = [...document.querySelectorAll(CONTROLS)].filter(
      (element) => !element.disabled && element.checkVisibility({ visibilityProperty: true }),
    );
    return [...new Map(all.map((element) => [stopOf(element), element])).entries()];
  }

  /** An outline at the element, at the one that it is drawn by, or around it and what belongs to it. */
  function showsFocus(element) {
    const marks = [element, element.nextElementSibling, element.closest('label'), element.parentElement];
    return marks.some((mark) => {
      if (!mark) return false;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(mark);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !outlineColor.endsWith(', 0)');
    });
  }

  /** An outline that something cuts away is none. */
  function inSight(element) {
    const { top, bottom, left, right } = (element.labels?.[0] ?? element).getBoundingClientRect();
    return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  }

  const reached = new Set();
  const faults = new Set();
  let controls = [];

  window.judges ??= {};
  window.judges.keys = {
    /** Begins at the page's top; gives how often Tab is to be pressed. */
    begin: () => {
      document.activeElement?.blur();
      controls = wanted();
      addEventListener('focusin', ({ target }) => {
        reached.add(stopOf(target));
        if (!showsFocus(target)) faults.add(`${name(target)} does not show that it has the keyboard`);
        if (!inSight(target)) faults.add(`${name(target)} has the keyboard out of sight`);
      });
      return controls.length;
    },
    end: () => {
      const missed = controls.filter(([stop]) => !reached.has(stop));
      return [...missed.map(([, element]) => `${name(element)} is not reached by Tab`), ...faults];
    },
  };
})();
