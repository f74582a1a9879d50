// Decides about contrast where axe-core cannot: text over a drawing, too short, or partly out of sight. The colours of
// everything that the text stands in are laid over one another, drawings left out.
(() => {
  /** WCAG AA for text of any size. */
  const LEAST = 4.5;

  function colour(text) {
    const { Color } = window.axe.commons.color;
    const parsed = new Color();
    parsed.parseString(text);
    return parsed;
  }

  function ground(element) {
    const { Color, flattenColors } = window.axe.commons.color;
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(colour(getComputedStyle(at).backgroundColor));
    return layers.reduceRight((under, layer) => flattenColors(layer, under), new Color(255, 255, 255, 1));
  }

  window.judges ??= {};
  /** The contrast of an element's text, where it is too small; nothing where it is well. */
  window.judges.poorContrast = (element) => {
    const under = ground(element);
    const { flattenColors, getContrast } = window.axe.commons.color;
    const contrast = getContrast(under, flattenColors(colour(getComputedStyle(element).color), under));
    return contrast < LEAST ? contrast.toFixed(2) : null;
  };
})();
