import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type { Report } from '../../../src/model/report.ts';
import { legible } from '../../../src/present/formats/legible.ts';
import { renderMarkdown } from '../../../src/present/formats/markdown.ts';
import { codeOf, fenced, textOf } from '../../../src/present/formats/markdown-text.ts';
import { documentOf, findings, fleetOf, mixedFleet, reports, withOutcome } from './documents.ts';
import { everyHostilePlace, hostileReport, hostileTexts } from './hostile-report.ts';

// As GitHub reads it: tables, HTML, and addresses without marks are links. Names that merely look like hosts are none.
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false });

type Token = ReturnType<typeof reader.parse>[number];

function tokensOf(markdown: string): Token[] {
  return reader.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

/** All that we write; anything else would be the work of a text. */
const ours = [
  'heading_open',
  'heading_close',
  'inline',
  'text',
  'text_special',
  'softbreak',
  'code_inline',
  'fence',
  'paragraph_open',
  'paragraph_close',
  'strong_open',
  'strong_close',
  'bullet_list_open',
  'bullet_list_close',
  'list_item_open',
  'list_item_close',
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'].flatMap((name) => [`${name}_open`, `${name}_close`]),
];

/** What GitHub makes something of after all marks are gone. */
const references = /@[\w-]|#\d|\bGH-\d|www\.|:\/\/|\b[0-9a-f]{40}\b|:[a-z_]+:/i;

/** The kinds of token that a text made, and the words that GitHub would take for more than words. */
function active(markdown: string): string[] {
  const tokens = tokensOf(markdown);
  const strange = tokens.map(({ type }) => type).filter((type) => !ours.includes(type));
  const said = tokens.filter(({ type }) => type === 'text').map(({ content }) => content);
  return [...strange, ...said.filter((content) => references.test(content))];
}

/** The document without its words: two of the same form differ in nothing else. */
function formOf(markdown: string): string[] {
  return tokensOf(markdown)
    .filter(({ type }) => !['text', 'text_special', 'code_inline', 'inline', 'softbreak'].includes(type))
    .map(({ type, tag }) => `${type} ${tag}`);
}

describe('Markdown of every report', () => {
  test.each(Object.keys(reports))(
    '%s: every finding, with every command and undo, and nothing active',
    (name) => {
      const report = reports[name]?.() as Report;
      const markdown = renderMarkdown(documentOf(report));
      const fences = tokensOf(markdown)
        .filter(({ type }) => type === 'fence')
        .map(({ content }) => content.trimEnd());
      const found = report.results.flatMap(({ outcome }) =>
        outcome.is === 'failed' ? outcome.findings : [],
      );

      expect(active(markdown)).toEqual([]);
      for (const { remedies } of found) {
        for (const { command, undo } of remedies) {
          expect(fences).toContain(command);
          expect(fences).toContain(undo ?? command);
        }
      }
    },
  );

  test('says first how it stands, then what could not be judged with the exact right', () => {
    const markdown = renderMarkdown(documentOf(reports['broken, without pods and CRDs']?.() as Report));
    const headings = [...markdown.matchAll(/^#+ .*$/gm)].map(([line]) => line);

    expect(headings.slice(0, 3)).toEqual([
      expect.stringMatching(/^# `prod-cluster`: FAILING: \d+ critical/),
      expect.stringMatching(/^## \d+ checks could not look$/),
      '## Findings',
    ]);
    expect(markdown).toContain('Missing right: `list pods`. Blind: OSM');
    expect(markdown).toContain('```yaml\n- {apiGroups: [""], resources: [pods], verbs: [list]}\n');
  });

  test('the worst comes first, notes last', () => {
    const markdown = renderMarkdown(documentOf(reports['half-configured']?.() as Report));
    const order = [...markdown.matchAll(/^### (?:. )?(\w+):/gm)].map(([, severity = '']) => severity);
    const ranks = order.map((word) => ['critical', 'error', 'warning', 'note'].indexOf(word));

    expect(ranks).toEqual([...ranks].sort());
    expect(order).toEqual(expect.arrayContaining(['critical', 'warning', 'note']));
  });

  test('a command for many objects stands there once', () => {
    const [first] = findings(1);
    const remedies = first?.remedies ?? [];
    const markdown = renderMarkdown(
      documentOf(withOutcome({ is: 'failed', findings: findings(9, { remedies }) })),
    );

    expect(markdown.match(/kubectl rollout restart/g)).toHaveLength(1);
    expect(markdown.match(/the same command as above\./g)).toHaveLength(8);
  });

  test('a fleet: a table of clusters, then each', () => {
    const markdown = renderMarkdown(mixedFleet());

    expect(active(markdown)).toEqual([]);
    expect(markdown).toMatch(/^# Open Service Mesh on 5 clusters\n\n\*\*Not every cluster was seen\.\*\*/);
    expect(markdown).toMatch(
      /^\| `parked` \| \*\*not read\*\* \| 0 of \d+ checks judged \| parked is stopped\. \|$/m,
    );
    expect(markdown).toMatch(/^\| `well` \| \*\*healthy\*\* \| [^|]* \| {2}\|$/m);
    expect(markdown).toContain('## `parked`: NOT READ\n\nparked is stopped. Start it and try again.');
    expect(markdown).toContain('```sh\naz aks start --name parked --resource-group mesh\n```');
    expect(renderMarkdown(fleetOf([]))).toContain('No cluster was found.');
  });
});

describe('hostile text', () => {
  test('is inert, and changes nothing of the form', () => {
    const tame = formOf(renderMarkdown(documentOf(everyHostilePlace()[0] as Report)));
    const check = (report: Report): void => {
      const markdown = renderMarkdown(documentOf(report));

      expect(active(markdown)).toEqual([]);
      expect(markdown).not.toMatch(/##vso\[|##\[/i);
      expect(formOf(markdown).filter((token) => !token.startsWith('fence'))).toEqual(
        expect.arrayContaining(tame.filter((token) => token.includes('heading_open h1'))),
      );
      expect(markdown).not.toMatch(/^\s*::/m);
    };
    for (const report of everyHostilePlace()) check(report);
    fc.assert(fc.property(hostileReport, check), { numRuns: 150 });
  });

  test('breaks no table: each cell holds what it should', () => {
    fc.assert(
      fc.property(hostileReport, fc.constantFrom(...hostileTexts), (report, title) => {
        const document = documentOf(report);
        const chapters = document.chapters.map((chapter) => ({ ...chapter, title }));
        const tokens = tokensOf(renderMarkdown(fleetOf(chapters, [title])));
        const cells = tokens.filter(
          ({ type }, place) => type === 'inline' && tokens[place - 1]?.type === 'td_open',
        );
        const areas = new Set(report.results.map(({ area }) => area)).size;

        expect(cells.length).toBe(4 + areas * 6);
        expect(cells[0]?.children?.map(({ type }) => type)).toEqual(['code_inline']);
        expect(cells[0]?.children?.[0]?.content.trim()).toBe(
          legible(title).replaceAll('|', '\\u007c').trim(),
        );
        expect(cells[1]?.content).toMatch(/^\*\*\w+\*\*$/);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['plain words, 3 of them (here).', 'plain words, 3 of them (here).'],
    ['ask @octocat now', 'ask `@octocat` now'],
    ['see #123, or GH-7.', 'see `#123`, or `GH-7`.'],
    ['sidecar-injection="enable"', 'sidecar-injection="enable"'],
    ['a `b` c', 'a `` `b` `` c'],
    ['1. one', '`1`. one'],
    ['<b>', '`<b>`'],
    ['end:', 'end:'],
  ])('%s becomes %s', (text, markdown) => {
    expect(textOf(text)).toBe(markdown);
  });

  test('code holds just what it was given, whatever marks are in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\\', '|') }), (text) => {
        fc.pre(text.trim() !== '');
        const [span] = tokensOf(`x${codeOf(text)}x`).filter(({ type }) => type === 'code_inline');
        const [fence] = tokensOf(fenced(text, 'sh').join('\n')).filter(({ type }) => type === 'fence');

        expect([span?.content, fence?.content]).toEqual([text, `${text}\n`]);
      }),
      { examples: [['```'], ['`````'], ['``a`']] },
    );
  });

  test('a command that could not be copied is not shown', () => {
    const [first] = findings(1);
    const remedies = first?.remedies.map((one) => ({ ...one, command: 'kubectl get \u202epods' })) ?? [];
    const markdown = renderMarkdown(
      documentOf(withOutcome({ is: 'failed', findings: findings(1, { remedies }) })),
    );

    expect(markdown).toContain('(not shown: a value in this command');
    expect(markdown).not.toMatch(/kubectl get \W/);
  });
});
