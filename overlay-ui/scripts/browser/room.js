// Whether everything that is drawn has room: no text cut off without a sign and its whole text at hand, none over another,
// nothing beyond the panel or the window, no control too small to hit.
(() => {
  // Sizes are rounded to whole pixels by the engine, and letters reach over their boxes by less than that.
  const SLACK = 1.5;
  /** Of the height of a line's box no letter reaches this part at its top and its bottom. */
  const EMPTY = 0.15;
  /** Half of what WCAG 2.2 asks of a target (24 px), as neighbours may stand nearer; at the smallest scale. */
  const TARGET = 14;

  const clips = (value) => value === 'hidden' || value === 'clip';
  const scrolls = (value) => value === 'auto' || value === 'scroll';

  function name(element) {
    const words = (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.localName}${[...element.classList].map((word) => `.${word}`).join('')} “${words}”`;
  }

  /** Meant for screen readers alone, or not drawn at all. */
  function unseen(element) {
    return element.closest('.unseen, [hidden]') !== null || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() === '' || unseen(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      if (boxes.length > 0) yield { node, element: node.parentElement, boxes };
    }
  }

  /** Walks up while boxes are cut: gives what cuts the text, and on which side; null when all of it can be seen or scrolled to. */
  function cut({ element, boxes }) {
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(at);
      const frame = at.getBoundingClientRect();
      const wide = boxes.some((box) => box.left < frame.left - SLACK || box.right > frame.right + SLACK);
      const high = boxes.some((box) => box.top < frame.top - box.height * EMPTY || box.bottom > frame.bottom + box.height * EMPTY);
      if (wide && clips(overflowX)) return { by: at, sign: textOverflow === 'ellipsis' };
      if (high && clips(overflowY)) return { by: at, sign: false };
      // The rest can be scrolled to.
      if ((wide && scrolls(overflowX)) || (high && scrolls(overflowY))) return null;
    }
    return null;
  }

  function wholeAtHand(element, text) {
    const titled = element.closest('[title]');
    const plain = (words) => words.replace(/\s+/g, ' ').trim();
    return titled !== null && plain(titled.title).includes(plain(text));
  }

  /** What is over the panel's edges, or over the window's. */
  function beyond(text) {
    const panel = text.element.closest('.column');
    const frame = panel?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
    return visibleParts(text).some((part) => part.left < frame.left - SLACK || part.right > frame.right + SLACK);
  }

  /** The part of the boxes that can be seen through everything that clips or scrolls. */
  function visibleParts({ element, boxes }) {
    let parts = boxes.map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const frame = at.getBoundingClientRect();
      parts = parts.map((part) => ({
        left: Math.max(part.left, frame.left),
        top: Math.max(part.top, frame.top),
        right: Math.min(part.right, frame.right),
        bottom: Math.min(part.bottom, frame.bottom),
      }));
    }
    return parts.filter((part) => part.right > part.left && part.bottom > part.top);
  }

  // Lines stand close: that the boxes of two lines touch is no fault, that their letters do is one.
  const LINE_SLACK = 0.25;
  function covers(one, other) {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const least = Math.min(one.bottom - one.top, other.bottom - other.top);
    return wide > SLACK && high > least * LINE_SLACK;
  }

  /** A tooltip lies over the rest on purpose. */
  const floats = (element) => element.closest('[role="tooltip"], [popover], dialog') !== null;

  function overlaps(all) {
    const seen = all.filter(({ element }) => !floats(element)).map((text) => ({ ...text, parts: visibleParts(text) }));
    const faults = [];
    for (const [at, one] of seen.entries()) {
      for (const other of seen.slice(at + 1)) {
        if (!one.parts.some((part) => other.parts.some((another) => covers(part, another)))) continue;
        faults.push(`${name(one.element)} lies over ${name(other.element)}`);
      }
    }
    return faults;
  }

  const canvas = document.createElement('canvas').getContext('2d');

  /** Whether the field cannot hold what stands in it. A placeholder does not make it scroll: that is measured. */
  function overfull(field) {
    if (field.value) return field.scrollWidth > field.clientWidth + SLACK;
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(field, '::placeholder');
    const { paddingLeft, paddingRight } = getComputedStyle(field);
    canvas.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return canvas.measureText(field.placeholder).width > room + SLACK;
  }

  /** Lines to type into; a text that is broken into lines has room below. */
  function lines() {
    const areas = [...document.querySelectorAll('textarea')].filter((area) => getComputedStyle(area).whiteSpace === 'nowrap');
    return [...document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=range])'), ...areas];
  }

  function fields() {
    return lines()
      .filter((field) => !unseen(field) && overfull(field))
      .map((field) => [field, field.value || field.placeholder])
      .filter(([field, text]) => !field.title.includes(text))
      .map(([field, text]) => `${name(field)} shows only a part of “${text}”, and no title has the whole`);
  }

  function targets() {
    return [...document.querySelectorAll('button, a[href], input, select')]
      .filter((control) => !unseen(control) && !floats(control))
      .map((control) => control.closest('label') ?? control)
      .filter((control) => {
        const { width, height } = control.getBoundingClientRect();
        return width < TARGET || height < TARGET;
      })
      .map((control) => `${name(control)} is too small to hit`);
  }

  window.judges ??= {};
  window.judges.room = () => {
    const all = [...texts()];
    const faults = [];
    for (const text of all) {
      if (beyond(text)) faults.push(`${name(text.element)} reaches beyond the edge`);
      const by = cut(text);
      if (!by) continue;
      const whole = wholeAtHand(text.element, by.by.textContent) || wholeAtHand(text.element, text.node.data);
      if (!by.sign) faults.push(`${name(text.element)} is cut off by ${by.by.localName}, without a sign`);
      else if (!whole) faults.push(`${name(text.element)} is cut off, and no title has the whole`);
    }
    return [...new Set([...faults, ...overlaps(all), ...fields(), ...targets()])];
  };
})();
