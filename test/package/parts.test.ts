import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { notices } from '../../scripts/package-notices.ts';
import { partsOf } from '../../scripts/package-parts.ts';
import { emptyFolder } from './make-package.ts';

let root: string;
beforeEach(() => {
  root = emptyFolder('parts');
  write('LICENSE', 'MIT License\n\nCopyright (c) ours\n\nPermission is hereby granted, free of charge');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
}

type Installed = Record<string, { readonly [field: string]: unknown }>;

/** Installs packages by folder; `lock` says more of the first. */
function install(packages: Installed, lock: object = {}): void {
  for (const [folder, manifest] of Object.entries(packages)) write(`${folder}/package.json`, manifest);
  const locked = Object.entries(packages).map(([folder, { version }]) => [folder, { version }]);
  write('package-lock.json', {
    packages: Object.fromEntries(
      locked.map(([folder, says], index) => [folder, index === 0 ? { ...Object(says), ...lock } : says]),
    ),
  });
}

/** What esbuild tells of a bundle: files with the bytes that are left of each, and what each imports. */
function bundleOf(
  files: Record<string, { readonly left: number; readonly imports?: readonly string[] }>,
): Metafile {
  const inputs = Object.entries(files).map(([path, { imports = [] }]) => [
    path,
    { bytes: 9, imports: imports.map((to) => ({ path: to, kind: 'import-statement' })) },
  ]);
  const kept = Object.entries(files).map(([path, { left }]) => [path, { bytesInOutput: left }]);
  const output = { bytes: 9, imports: [], exports: [], inputs: Object.fromEntries(kept) };
  return { inputs: Object.fromEntries(inputs), outputs: { 'dist/app.js': output } };
}

const one = { name: '@a/one', version: '1.0.0', license: 'MIT', author: 'Ann <a@b.c> (site)' };
const two = { name: 'two', version: '2.0.0', license: 'ISC' };
const usesOne = bundleOf({
  'src/app.ts': { left: 5, imports: ['node_modules/@a/one/index.js'] },
  'node_modules/@a/one/index.js': { left: 5 },
});

test('what is bundled, by whom, however deep it lies; what was shaken off is not', () => {
  install({
    'node_modules/@a/one': one,
    'node_modules/@a/one/node_modules/two': two,
    'node_modules/three': two,
  });
  const parts = partsOf(
    bundleOf({
      'src/app.ts': { left: 5, imports: ['node_modules/@a/one/index.js', 'node_modules/three/index.js'] },
      'node_modules/@a/one/index.js': { left: 5, imports: ['node_modules/@a/one/node_modules/two/lib/x.js'] },
      'node_modules/@a/one/node_modules/two/lib/x.js': { left: 1 },
      'node_modules/three/index.js': { left: 0 },
    }),
    root,
  );

  expect(parts.direct).toEqual(['pkg:npm/%40a/one@1.0.0']);
  expect(parts.packages.map(({ purl, uses }) => [purl, uses])).toEqual([
    ['pkg:npm/%40a/one@1.0.0', ['pkg:npm/two@2.0.0']],
    ['pkg:npm/two@2.0.0', []],
  ]);
});

test('a package that lies in two places is one', () => {
  install({ 'node_modules/@a/one': one, 'node_modules/x/node_modules/@a/one': one });
  const parts = partsOf(
    bundleOf({
      'node_modules/@a/one/i.js': { left: 1 },
      'node_modules/x/node_modules/@a/one/i.js': { left: 1 },
    }),
    root,
  );

  expect(parts.packages.map(({ purl, folder }) => [purl, folder])).toEqual([
    ['pkg:npm/%40a/one@1.0.0', 'node_modules/@a/one'],
  ]);
});

test.each<[string, object, object, string]>([
  [
    'is another version than the one in package-lock.json',
    {},
    { version: '1.0.1' },
    'is 1.0.0, but package-lock.json says 1.0.1. Run npm ci.',
  ],
  ['names no licence', { license: undefined }, {}, 'names no licence'],
  ['is a dev dependency', {}, { dev: true }, 'is a dev dependency, but bundled'],
])('a package is refused that %s', (_name, manifest, lock, says) => {
  install({ 'node_modules/@a/one': { ...one, ...manifest } }, lock);

  expect(() => partsOf(usesOne, root)).toThrow(`node_modules/@a/one is`);
  expect(() => partsOf(usesOne, root)).toThrow(says);
});

test('notices carry the words of a licence; MIT is written out where a package leaves it out', () => {
  install({ 'node_modules/@a/one': one });
  const { packages } = partsOf(usesOne, root);

  expect(notices(packages, root)).toContain(
    '@a/one 1.0.0 (MIT)\n\nThe package names this licence and its author, Ann, and carries no text of it. It reads:\n\nPermission is hereby granted',
  );
  write('node_modules/@a/one/licence.md', 'The words\r\nof Ann');
  write('node_modules/@a/one/NOTICE', 'Ann made it');
  expect(notices(packages, root)).toMatch(/\(MIT\)\n\nAnn made it\n\nThe words\nof Ann\n$/);
});

test('a licence without words that we do not know is refused', () => {
  install({ 'node_modules/@a/one': { ...one, license: 'ISC' } });
  const { packages } = partsOf(usesOne, root);

  expect(() => notices(packages, root)).toThrow('@a/one carries no text of its licence, ISC');
});
