import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { collector } from './collect-tests.ts';

/** All tests with the code under test: each call evaluates every module anew. */
export type Load = (wanted?: ReadonlySet<string>) => Promise<Loaded>;

/** The tests of the files that were wanted, and the files that could not be loaded. */
export type Loaded = Pick<ReturnType<typeof collector>, 'tests' | 'failures'>;

/** What evaluated modules take from outside of the bundle. */
interface Given {
  readonly modules: Map<string, object>;
  readonly snapshots: Map<string, unknown>;
  wants(file: string): boolean;
  tests: ReturnType<typeof collector>;
}

/**
 * Bundles the test files into one script, with `contents` in place of the files they name. Modules that are not ours
 * are loaded once, from outside.
 */
export async function bundleTests(
  root: string,
  testFiles: readonly string[],
  contents: ReadonlyMap<string, string>,
): Promise<Load> {
  const given: Given = {
    modules: new Map(),
    snapshots: new Map(),
    wants: () => true,
    tests: collector(),
  };
  await makeRepeatable(given.modules);
  given.modules.set('@jest/globals', given.tests.globals);
  given.modules.set('given', {
    remembered: (key: string, make: () => unknown) => remember(given, key, make),
  });
  const { outputFiles } = await build({
    stdin: { contents: entry(root, testFiles), resolveDir: root, sourcefile: 'all-tests.ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    logLevel: 'error',
    plugins: [fromOutside(given.modules), rememberedSnapshots(root), ourFiles(root, contents)],
  });
  const code = outputFiles[0]?.text ?? '';
  const script = new Script(`(async (given) => {${code}\n})`, { filename: 'all-tests.js' });
  const evaluate = script.runInThisContext() as (given: Given) => Promise<void>;
  return async (wanted) => {
    given.wants = (file) => wanted?.has(file) ?? true;
    given.tests = collector();
    given.modules.set('@jest/globals', given.tests.globals);
    await evaluate(given);
    return given.tests;
  };
}

function entry(root: string, testFiles: readonly string[]): string {
  const imports = testFiles.map(
    (file) => `
      if (given.wants(${JSON.stringify(file)})) {
        given.tests.begin(${JSON.stringify(file)});
        try { await import(${JSON.stringify(join(root, file))}); } catch (error) { given.tests.fail(error); }
      }`,
  );
  return imports.join('');
}

/** Values that are made up must be the same for each mutant, and nobody reads the smallest that fails. */
async function makeRepeatable(modules: Map<string, object>): Promise<void> {
  const fastCheck = await import('fast-check');
  fastCheck.configureGlobal({ seed: 7, endOnFailure: true });
  modules.set('fast-check', fastCheck);
}

/** Node's modules, packages and Jest's globals. */
function fromOutside(modules: Map<string, object>): Plugin {
  return {
    name: 'from-outside',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^./]/ }, ({ path }) => ({ path, namespace: 'outside' }));
      onLoad({ filter: /.*/, namespace: 'outside' }, async ({ path }) => {
        const found = modules.get(path) ?? ((await import(path)) as object);
        modules.set(path, found);
        const at = `given.modules.get(${JSON.stringify(path)})`;
        const names = Object.keys(found).filter((name) => name !== 'default' && name !== 'module.exports');
        const named = names.join(', ');
        const hasDefault = 'default' in found || isBuiltin(path);
        return {
          contents: `const all = ${at}; export const { ${named} } = all;${hasDefault ? ' export default all.default;' : ''}`,
        };
      });
    },
  };
}

/** Test clusters do not depend on what is mutated, so each is read once. */
function rememberedSnapshots(root: string): Plugin {
  const real = join(root, 'test/checks/seen-in.ts');
  return {
    name: 'remembered-snapshots',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/seen-in\.ts$/ }, ({ namespace }) =>
        namespace === 'remembered' ? { path: real } : { path: real, namespace: 'remembered' },
      );
      onLoad({ filter: /.*/, namespace: 'remembered' }, () => ({
        contents: `
          import { remembered } from 'given';
          import * as real from ${JSON.stringify(real)};
          export const withoutRight = real.withoutRight;
          export const seenIn = (small) => remembered(JSON.stringify(small), () => real.seenIn(small));`,
        resolveDir: root,
      }));
    },
  };
}

/** A third of a megabyte each. */
const mostSnapshots = 600;

function remember({ snapshots }: Given, key: string, make: () => unknown): unknown {
  const value = snapshots.get(key) ?? freeze(make());
  // The one that was wanted longest ago stands first.
  snapshots.delete(key);
  snapshots.set(key, value);
  for (const oldest of snapshots.keys()) {
    if (snapshots.size <= mostSnapshots) break;
    snapshots.delete(oldest);
  }
  return value;
}

/** A mutant that changes what it was given must not change the next one's. */
function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

function ourFiles(root: string, contents: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'our-files',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
        const name = relative(root, path).split(sep).join('/');
        const text = contents.get(name) ?? readFileSync(path, 'utf8');
        const url = JSON.stringify(pathToFileURL(path).href);
        return { contents: text.replaceAll('import.meta.url', url), loader: 'ts' };
      });
    },
  };
}
