// What a screen reader says of something that is named by what it holds.

/** Its words, with those that its images stand for. */
export function nameOf(element: Element): string {
  const words = [...element.childNodes].map((child) => {
    if (!(child instanceof Element)) return child.textContent ?? '';
    return child.getAttribute('role') === 'img' ? ` ${child.getAttribute('aria-label')} ` : nameOf(child);
  });
  return words.join(' ').replace(/\s+/g, ' ').trim();
}
