/**
 * The texts of the page that stand out less than 4.5 to 1 from what is behind them (WCAG 2.2, 1.4.3 AA). It runs in the
 * browser, so it uses nothing from outside itself.
 */
export const faintTexts = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part, place) => (place === 3 ? part / 255 : part));
  };
  const over = ([r, g, b, a], [br, bg, bb]) => [r * a + br * (1 - a), g * a + bg * (1 - a), b * a + bb * (1 - a), 1];
  const behind = (element) => {
    if (element === null) return [255, 255, 255, 1];
    const colour = rgba(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour : over(colour, behind(element.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const faint = [];
  for (const element of document.querySelectorAll('#page *')) {
    const own = [...element.childNodes].filter(({ nodeType, textContent }) => nodeType === 3 && textContent.trim() !== '');
    if (own.length === 0 || element.closest('.unseen, .skip') || !element.checkVisibility()) continue;
    const page = behind(element);
    const found = contrast(over(rgba(getComputedStyle(element).color), page), page);
    if (found < 4.5) faint.push(own.map(({ textContent }) => textContent).join(' ') + ': ' + found.toFixed(2));
  }
  return faint;
})()`;
