import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { root } from '../package/make-package.ts';

const outside = ['node_modules', 'dist', '.git', '.cache', 'test'];
const pages = globSync('**/*.md', { cwd: root, exclude: (name) => outside.includes(String(name)) });

/** Links of a page that lead into the repository, and what they may be led to: as GitHub makes anchors. */
interface Reading {
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** What each file of the repository that is Markdown holds, read once. */
const readings = new Map<string, Reading>();

function readingOf(page: string): Reading {
  const known = readings.get(page) ?? read(readFileSync(join(root, page), 'utf8'));
  readings.set(page, known);
  return known;
}

function read(markdown: string): Reading {
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  const links = inline
    .flatMap((token) => [token.attrGet('href'), token.attrGet('src')])
    .flatMap((to) => (to === null ? [] : [String(to)]))
    .filter((to) => !/^[a-z]+:/i.test(to));
  const titles = tokens.flatMap((token, index) =>
    token.type === 'heading_open' ? [titleOf(tokens[index + 1]?.children ?? [])] : [],
  );
  const named = [...markdown.matchAll(/<a id="([^"]+)">/g)].flatMap(([, id]) => id ?? []);
  return { links, anchors: new Set([...anchorsOf(titles), ...named]) };
}

function titleOf(children: readonly { readonly type: string; readonly content: string }[]): string {
  return children
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}

/** Small letters, dashes for spaces, no other signs; the second of a name gets a number. */
function anchorsOf(titles: readonly string[]): string[] {
  const times = new Map<string, number>();
  return titles.map((title) => {
    const anchor = title
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const before = times.get(anchor) ?? 0;
    times.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

/** Links of a page that lead nowhere. */
function brokenIn(page: string, { links }: Reading = readingOf(page)): string[] {
  return links.filter((to) => {
    const [path = '', anchor] = to.split('#');
    const file = path === '' ? page : relative(root, join(root, dirname(page), decodeURI(path)));
    if (file.startsWith('..') || !existsSync(join(root, file))) return true;
    return anchor !== undefined && !(file.endsWith('.md') && readingOf(file).anchors.has(anchor));
  });
}

describe('links of written pages lead to files and headings that exist', () => {
  test.each(pages)('%s', (page) => {
    expect(brokenIn(page)).toEqual([]);
  });

  test('every page is looked at', () => {
    for (const page of [
      'README.md',
      'SECURITY.md',
      'CHANGELOG.md',
      'docs/install.md',
      'docs/permissions.md',
    ]) {
      expect(pages).toContain(page);
    }
  });

  test.each([
    ['a file that is not there', '[x](nowhere.md)'],
    ['a heading that is not there', '[x](docs/install.md#nowhere)'],
    ['a heading of its own that is not there', '# One\n\n[x](#two)'],
    ['a picture that is not there', '![x](docs/pictures/nowhere.png)'],
    ['a place outside of the repository', '[x](../elsewhere.md)'],
  ])('%s is found', (_name, markdown) => {
    expect(brokenIn('README.md', read(markdown))).toHaveLength(1);
  });

  test('anchors are made as GitHub makes them', () => {
    const { anchors } = read(
      '## 10. Let it read each cluster\n\n## Is it well?\n\n## `a_b` *c*\n\n## Is it well?\n',
    );

    expect([...anchors]).toEqual(['10-let-it-read-each-cluster', 'is-it-well', 'a_b-c', 'is-it-well-1']);
  });
});
