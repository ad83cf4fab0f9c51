/**
 * The script of the HTML report: filters, copying, the theme, and all unfolded on paper. Without it everything is there
 * and can be read; what only it can do is shown only with it.
 */
export const script = `
(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (name) => document.getElementById(name);

  const remembered = (value) => {
    try {
      if (value === undefined) return localStorage.getItem('osm-doctor-theme');
      localStorage.setItem('osm-doctor-theme', value);
    } catch { /* Files may have no storage. */ }
  };
  const wear = (theme) => {
    if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  };
  wear(remembered());
  one('theme').addEventListener('click', () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    wear(dark ? 'light' : 'dark');
    remembered(root.dataset.theme);
  });

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  const copy = async (code) => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      select(code);
      return document.execCommand('copy');
    }
  };
  document.addEventListener('click', async ({ target }) => {
    if (!target.matches('.copy')) return;
    const done = await copy(target.previousElementSibling.firstElementChild);
    target.textContent = done ? 'Copied' : 'Press Ctrl+C';
    const again = () => { target.textContent = 'Copy'; };
    target.addEventListener('pointerleave', again, { once: true });
    target.addEventListener('blur', again, { once: true });
  });

  const items = all('[data-outcome]').map((node) => ({ node, words: node.textContent.toLowerCase() }));
  const holders = all('[data-holds]').reverse();
  const words = one('words'), area = one('area'), outcome = one('outcome'), shown = one('shown');
  const chips = all('.chip input');
  const before = new Map();
  const unfold = (details) => {
    if (!before.has(details)) before.set(details, details.open);
    details.open = true;
  };
  const foldAgain = () => {
    for (const [details, open] of before) details.open = open;
    before.clear();
  };
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const severities = chips.filter(({ checked }) => checked).map(({ value }) => value);
    const active = wanted.length + severities.length > 0 || area.value !== '' || outcome.value !== '';
    let findings = 0;
    let checks = 0;
    for (const { node, words: said } of items) {
      const { severity, area: where, outcome: ended } = node.dataset;
      const fits = (severities.length === 0 || (ended === 'failed' && severities.includes(severity)))
        && (area.value === '' || where === area.value)
        && (outcome.value === '' || outcome.value.split(' ').includes(ended))
        && wanted.every((word) => said.includes(word));
      node.hidden = !fits;
      if (!fits) continue;
      if (node.classList.contains('finding')) findings += 1; else checks += 1;
    }
    for (const holder of holders) {
      const some = holder.querySelector('[data-outcome]:not([hidden])') !== null;
      holder.hidden = !some;
      if (active && some && holder.localName === 'details') unfold(holder);
    }
    if (!active) foldAgain();
    one('reset').hidden = !active;
    shown.textContent = findings + (findings === 1 ? ' finding, ' : ' findings, ')
      + checks + (checks === 1 ? ' check' : ' checks');
    one('nothing').hidden = findings + checks > 0;
  };
  for (const control of [words, area, outcome, ...chips]) control.addEventListener('input', filter);
  one('reset').addEventListener('click', () => {
    words.value = area.value = outcome.value = '';
    for (const chip of chips) chip.checked = false;
    filter();
  });
  filter();

  const folds = () => all('details');
  one('unfold').addEventListener('click', ({ currentTarget }) => {
    const open = currentTarget.textContent === 'Unfold all';
    before.clear();
    for (const details of folds()) details.open = open;
    currentTarget.textContent = open ? 'Fold all' : 'Unfold all';
  });
  let onScreen = [];
  addEventListener('beforeprint', () => {
    onScreen = folds().filter(({ open }) => !open);
    for (const details of onScreen) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of onScreen) details.open = false;
  });
})();
`;
