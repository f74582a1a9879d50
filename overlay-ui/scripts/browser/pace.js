// Measures how long a view takes from its arrival to its layout, script and style included, without the frames.
// The stand-in calls it instead of showing one fixture.
window.pace = (emit, views) => {
  const times = {};
  let revision = 0;
  const draw = (name) => {
    const view = { ...structuredClone(views[name]), revision: ++revision, capture: 1 };
    const begin = performance.now();
    emit('view', view);
    return performance.now() - begin;
  };
  views.manyWaiting = { ...views.many, panel: { ...views.many.panel, search: views.waiting.panel.search } };
  const hidden = () => {
    views.hidden = { ...views.found, panel: { kind: 'hidden' } };
    draw('hidden');
  };
  const series = {
    'item shown': () => (hidden(), draw('waiting')),
    'listings shown': () => (hidden(), draw('waiting'), draw('found')),
    '50 listings shown': () => (hidden(), draw('manyWaiting'), draw('many')),
    'nothing changed': () => draw('many'),
  };
  for (const [name, once] of Object.entries(series)) {
    for (let warm = 0; warm < 20; warm += 1) once();
    const taken = Array.from({ length: 200 }, once).sort((a, b) => a - b);
    times[name] = { median: taken[100], p99: taken[198] };
  }
  window.times = times;
  document.title = Object.entries(times)
    .map(([name, { median, p99 }]) => `${name} ${median.toFixed(1)}/${p99.toFixed(1)}`)
    .join(', ');
};
