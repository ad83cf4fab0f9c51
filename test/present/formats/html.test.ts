import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HtmlValidate, StaticConfigLoader } from 'html-validate/node';
import type { Report } from '../../../src/model/report.ts';
import { renderHtml } from '../../../src/present/formats/html.ts';
import { legible } from '../../../src/present/formats/legible.ts';
import { documentOf, findings, fleetOf, mixedFleet, reports, withOutcome } from './documents.ts';
import { everyHostilePlace, hostileReport } from './hostile-report.ts';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    // Whitespace is written for size; a title is as long as the cluster's name.
    rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' },
  }),
);

function complaints(html: string): string[] {
  const { results } = validator.validateStringSync(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`),
  );
}

/** The page without its style and its script. */
function marked(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<script>[\s\S]*?<\/script>/, '');
}

const known = new Set(
  'html head meta title link style body div strong span button main header h1 h2 h3 h4 p dl dt dd svg rect section ul li code pre a input label b i select option details summary article table thead tbody tr th td footer script'.split(
    ' ',
  ),
);

describe('HTML of every report', () => {
  test.each(Object.keys(reports))('%s: valid', (name) => {
    expect(complaints(renderHtml(documentOf(reports[name]?.() as Report)))).toEqual([]);
  });

  test('a fleet: valid, each cluster with a line and a place of its own', () => {
    const html = renderHtml(mixedFleet());

    expect(complaints(html)).toEqual([]);
    expect(complaints(renderHtml(fleetOf([])))).toEqual([]);
    expect([...html.matchAll(/<a href="#(c\d)">([^<]*)</g)].map(([, to, title]) => [to, title])).toEqual([
      ['c1', 'mesh/prod'],
      ['c2', 'parked'],
      ['c3', 'blind'],
      ['c4', 'half'],
      ['c5', 'well'],
    ]);
    for (const place of ['c1', 'c5']) expect(html).toContain(`id="${place}"`);
  });

  test.each(['badly-broken', 'half-configured', 'legacy'])('%s: every finding, command and undo', (name) => {
    const report = reports[name]?.() as Report;
    const html = renderHtml(documentOf(report));
    const codes = [...html.matchAll(/<code>([^<]*)<\/code>/g)].map(([, code = '']) => unescaped(code));
    const found = report.results.flatMap(({ outcome }) => (outcome.is === 'failed' ? outcome.findings : []));

    expect(html.split('<article ').length - 1).toBe(found.length);
    for (const { command, undo } of found.flatMap(({ remedies }) => remedies)) {
      expect(codes).toContain(command);
      expect(codes).toContain(undo ?? command);
    }
  });

  test('what could not be seen stands before anything that was found', () => {
    const html = renderHtml(documentOf(reports['broken, without pods and CRDs']?.() as Report));

    expect(html.search(/<h2>\d+ checks could not look/)).toBeGreaterThan(0);
    expect(html.search(/<h2>\d+ checks could not look/)).toBeLessThan(html.indexOf('<article'));
    expect(html).toContain('- {apiGroups: [&quot;&quot;], resources: [pods], verbs: [list]}');
  });

  test('no check that could not look is marked as passed', () => {
    const html = renderHtml(documentOf(reports['closed']?.() as Report));

    expect(marked(html)).not.toContain('passed<');
    expect(html).toContain('data-outcome="unknown"');
  });

  test('notes alone do not make a check look failed', () => {
    const html = marked(renderHtml(documentOf(reports['healthy']?.() as Report)));

    expect(html).toContain('<span class="badge info">note</span>');
    expect(html).not.toMatch(/badge (critical|error|failed|warning)/);
  });

  test('a page of hundreds of findings keeps the rest folded', () => {
    const html = renderHtml(documentOf(withOutcome({ is: 'failed', findings: findings(300) })));

    expect(html).toContain('and 292 more objects');
    expect(html.length).toBeLessThan(500_000);
  });

  test('a page about a check is linked where there is one, and only on the web', () => {
    const document = documentOf(reports['half-configured']?.() as Report);
    const linked = renderHtml({ ...document, pageOf: (id) => `https://docs.example/${id}` });

    expect(linked).toContain('<a href="https://docs.example/OSM5002" rel="noreferrer">About OSM5002</a>');
    expect(renderHtml({ ...document, pageOf: () => 'javascript:alert(1)' })).not.toContain('javascript:');
  });
});

function unescaped(html: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return html.replace(/&(\w+);/g, (whole, name) => characters[name] ?? whole);
}

describe('the page needs nothing and lets nothing run', () => {
  const html = renderHtml(documentOf(reports['badly-broken']?.() as Report));

  test('its policy allows its own style and script by their hashes, and no more', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const hash = (text = '') => `sha256-${createHash('sha256').update(text).digest('base64')}`;
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];

    expect(unescaped(policy).split('; ')).toEqual([
      "default-src 'none'",
      `style-src '${hash(style)}'`,
      `script-src '${hash(script)}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test('it refers to nothing outside', () => {
    const addresses = [...marked(html).matchAll(/(?:src|href)="([^"]*)"/g)].map(
      ([, address = '']) => address,
    );

    expect(addresses.filter((address) => !/^(#|data:)/.test(address))).toEqual([]);
    expect(html).not.toMatch(/@import|url\(/);
  });

  test('hostile text stays text, wherever it stands', () => {
    const check = (report: Report): void => {
      const page = marked(renderHtml(documentOf(report)));
      const strange = [...page.matchAll(/<(?!!DOCTYPE html>|\/?([a-z][a-z0-9]*)[ >])/g)];
      const tags = [...page.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name = '']) => name);

      expect(strange).toEqual([]);
      expect(tags.filter((name) => !known.has(name))).toEqual([]);
      expect(page.match(/<[^>]*\son\w+=(?![^"]*"[^"]*")/g)).toBe(null);
      expect(page).not.toMatch(/##vso\[|##\[/i);
    };
    for (const report of everyHostilePlace()) check(report);
    fc.assert(fc.property(hostileReport, check), { numRuns: 60 });
  });

  test('and is shown in full', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const page = unescaped(marked(renderHtml(documentOf(report))));
        const [failed] = report.results.flatMap(({ outcome }) =>
          outcome.is === 'failed' ? outcome.findings : [],
        );

        const { name } = report.cluster;
        expect(page).toContain(`<h1>${name.trim() === '' ? '(without a name)' : legible(name)}</h1>`);
        expect(page).toContain(`<p>${legible(failed?.says ?? '')}</p>`);
      }),
      { numRuns: 40 },
    );
  });

  test('and valid', () => {
    fc.assert(
      fc.property(hostileReport, (report) => expect(complaints(renderHtml(documentOf(report)))).toEqual([])),
      { numRuns: 8 },
    );
  });
});
