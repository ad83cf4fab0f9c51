import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Who may import whom among the folders of src: the table of ARCHITECTURE.md. Every folder may import itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  osm: ['model'],
  checks: ['model', 'osm'],
  engine: ['model', 'osm'],
  remedies: ['model', 'osm'],
  present: ['model', 'osm'],
  alerts: ['model', 'osm', 'settings'],
  commands: ['model', 'osm', 'engine', 'checks', 'remedies', 'present'],
  jobs: ['model', 'osm', 'engine', 'checks', 'remedies', 'present', 'commands', 'alerts'],
  kubernetes: ['model', 'osm'],
  azure: ['model', 'osm', 'jobs/ports.ts', 'settings'],
  slack: ['model', 'osm', 'jobs/ports.ts'],
  settings: ['model'],
  'version.ts': [],
  wiring: ['*'],
  cli: ['*'],
};

/** Outside packages, and the folders that may use them. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@azure/arm-containerservice': ['azure'],
  '@azure/arm-resources-subscriptions': ['azure'],
  '@azure/core-auth': ['azure'],
  '@azure/data-tables': ['azure'],
  '@azure/functions': ['functions'],
  '@azure/identity': ['azure'],
  '@azure/storage-queue': ['azure'],
  '@kubernetes/client-node': ['kubernetes'],
  '@slack/bolt': ['slack'],
  '@slack/types': ['slack'],
  '@slack/web-api': ['slack'],
  croner: ['jobs'],
  '@bomb.sh/tab/commander': ['cli'],
  'cli-table3': ['cli'],
  commander: ['cli'],
  'wrap-ansi': ['present'],
  yaml: ['azure', 'kubernetes'],
  'yocto-spinner': ['cli'],
};

/** Node's own modules that compute and do nothing else; the pure folders may use these alone. */
const pureModules = ['node:crypto'];
const pureFolders = ['model', 'osm', 'checks', 'engine', 'remedies', 'present', 'commands', 'alerts'];
const impure = /\b(Date\.now|new Date\(\)|performance\.|fetch\(|process\.|console\.|Math\.random|setTimeout)/;

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const importPattern = /(?:from|import)\s*\(?\s*'([^'\n]+)'/g;

function sourceFiles(): SourceFile[] {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join('src', name);
      const text = readFileSync(join(root, path), 'utf8');
      const imports = [...text.matchAll(importPattern)].map((match) => match[1] ?? '');
      return { path, folder: name.split('/')[0] ?? '', text, imports };
    });
}

const files = sourceFiles();

/** The folder of src that a relative import leads to. */
function targetFolder(file: SourceFile, specifier: string): string {
  const target = relative(join(root, 'src'), resolve(root, dirname(file.path), specifier));
  // The types of the ports are open to those who implement them; the jobs themselves are not.
  return target === 'jobs/ports.ts' && file.folder !== 'jobs' ? target : (target.split('/')[0] ?? '');
}

function allowed(file: SourceFile, target: string): boolean {
  const rights = mayImport[file.folder] ?? [];
  return (
    target === file.folder ||
    rights.includes('*') ||
    rights.includes(target) ||
    rights.includes(target.split('/')[0] ?? '')
  );
}

describe('the import table', () => {
  test('knows every folder of src', () => {
    expect([...new Set(files.map(({ folder }) => folder))].sort()).toEqual(Object.keys(mayImport).sort());
  });

  test('holds inside src', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('.json'))
        .map((specifier) => targetFolder(file, specifier))
        .filter((target) => !allowed(file, target))
        .map((target) => `${file.path} imports ${target}`),
    );

    expect(wrong).toEqual([]);
  });

  test('holds for packages', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .filter((specifier) => !packages[specifier]?.includes(file.folder))
        .map((specifier) => `${file.path} imports ${specifier}`),
    );

    expect(wrong).toEqual([]);
  });

  test('keeps clock, network, environment and console out of the pure folders', () => {
    const pure = files.filter(({ folder }) => pureFolders.includes(folder));
    const modules = pure.flatMap((file) =>
      file.imports
        .filter((specifier) => specifier.startsWith('node:') && !pureModules.includes(specifier))
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
    const effects = pure.filter(({ text }) => impure.test(text)).map(({ path }) => path);

    expect(modules).toEqual([]);
    expect(effects).toEqual([]);
  });

  test('nothing in src imports the simulators or the tests', () => {
    const wrong = files.filter(({ imports }) =>
      imports.some((specifier) => /(^|\/)\.\.\/(sim|test)\//.test(specifier)),
    );

    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('the shape of files', () => {
  test('no file of src is longer than 200 lines', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 200).map(({ path }) => path);

    expect(long).toEqual([]);
  });

  test('nothing is called utils, common, helpers, core, service or manager', () => {
    const vague = files.filter(({ path }) => /\b(utils?|common|helpers?|core|service|manager)\b/.test(path));

    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test('every exported function and type of src has a docstring', () => {
    const bare = files.flatMap(({ path, text }) =>
      [...text.matchAll(/^(?!\s*\*\/)(.*)\nexport (?:async )?(?:function|interface|type|const) (\w+)/gm)]
        .filter(
          ([, before = '']) => !before.trimEnd().endsWith('*/') && !before.startsWith('// biome-ignore'),
        )
        .map(([, , name]) => `${path}: ${name}`),
    );
    // A check's own fields are its documentation.
    const ofChecks = files.filter(({ text }) => text.includes('defineCheck({')).map(({ path }) => path);

    expect(bare.filter((line) => !ofChecks.some((path) => line.startsWith(path)))).toEqual([]);
  });
});
