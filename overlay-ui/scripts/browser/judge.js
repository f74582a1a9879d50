// Lets axe-core judge the page once it is drawn, and leaves the verdict in the document for --dump-dom.
addEventListener('load', async () => {
  // Contrast cannot be judged over a gradient; the flat colours below are what it must hold on.
  // The gold button's own two colours are judged in tests/contrast.test.ts.
  const flat = document.createElement('style');
  flat.textContent = '* { background-image: none !important } button.main { background-color: var(--gold-bottom) !important }';
  document.head.append(flat);
  const { violations, incomplete, passes } = await window.axe.run(document, { resultTypes: ['violations', 'incomplete'] });
  const brief = (list) =>
    list.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? node.failureSummary}`));
  const verdict = document.createElement('script');
  verdict.type = 'application/json';
  verdict.id = 'verdict';
  verdict.textContent = JSON.stringify({ violations: brief(violations), incomplete: brief(incomplete), passes: passes.length });
  document.head.append(verdict);
});
