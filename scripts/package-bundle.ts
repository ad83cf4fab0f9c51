import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { functionsBundle } from './build.ts';

/** The Function App as esbuild made it, by path in the app's folder, and its account of what went where. */
export interface Bundle {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly metafile: Metafile;
}

/** What package.json of the deployed app says: what the worker loads, and the version that the app tells. */
export interface AppPackage {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly main: string;
}

/**
 * Bundles the Function App with the options of every build, in memory: nothing that an earlier build left can come
 * along. Throws when something is bundled that is neither the app's own nor a package.
 */
export async function bundleApp(root: string, app: AppPackage): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...functionsBundle,
    plugins: [...functionsBundle.plugins, withPackageJson(root, app), withoutSupportsColor],
    entryPoints: globSync('functions/*.ts', { cwd: root }).sort(),
    outdir: 'dist/functions',
    absWorkingDir: root,
    // A linked node_modules must not bring its own place into the names of modules.
    preserveSymlinks: true,
    write: false,
    metafile: true,
  });
  const strange = Object.keys(metafile.inputs).find((path) => !mayBeBundled.test(path));
  if (strange !== undefined) throw new Error(`Not a part of the app, but bundled: ${strange}`);
  const from = join(root, 'dist/functions/').length;
  const files = outputFiles.map(
    ({ path, contents }) => [`dist/functions/${path.slice(from).replaceAll('\\', '/')}`, contents] as const,
  );
  return { files: new Map(files), metafile };
}

/** Sources of the app, packages, the version, and what stands in for modules that were left out. */
const mayBeBundled = /^(src\/|functions\/|node_modules\/|package\.json$|left-out[\w-]*:)/;

/** Reads the deployed package.json in place of ours, whose scripts and dev dependencies are nobody's business there. */
function withPackageJson(root: string, app: AppPackage): Plugin {
  return {
    name: 'with-deployed-package-json',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) =>
        path === join(root, 'package.json') ? { contents: JSON.stringify(app), loader: 'json' } : undefined,
      );
    },
  };
}

/** debug takes it where it happens to be installed, and here it is only because dev dependencies bring it. */
const withoutSupportsColor: Plugin = {
  name: 'without-supports-color',
  setup({ onResolve, onLoad }) {
    const namespace = 'left-out-of-debug';
    onResolve({ filter: /^supports-color$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /.*/, namespace }, () => ({ contents: 'module.exports = undefined;' }));
  },
};
