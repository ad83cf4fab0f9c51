import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { pages } from '../scripts/docs.ts';
import { checks } from '../src/checks/index.ts';

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

describe('generated pages are up to date (npm run docs)', () => {
  test.each(Object.keys(pages))('docs/%s', async (file) => {
    expect(read(`docs/${file}`)).toBe(await pages[file]?.());
  });
});

describe("Microsoft's troubleshooting article", () => {
  const points = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18];

  test.each(points)('point %i is covered by a check', (point) => {
    expect(checks.some(({ article = [] }) => article.includes(point))).toBe(true);
  });
});

describe('written pages', () => {
  test.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/decisions.md'])(
    '%s names only files that exist',
    (page) => {
      const named = [
        ...read(page).matchAll(/`((?:src|sim|test|docs|scripts|bench|bin)\/[a-z\d./-]+\.\w+)`/g),
      ];

      for (const [, path = ''] of named) expect(() => read(path)).not.toThrow();
    },
  );
});
