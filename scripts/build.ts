import { globSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * client-node's index imports its whole generated API. None of its files does anything when imported, but its
 * package.json does not say so; saying it here lets the bundler keep the kubeconfig code alone.
 */
const clientNodeHasNoSideEffects: Plugin = {
  name: 'client-node-has-no-side-effects',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(\.|@kubernetes\/client-node)/ }, async (given) => {
      const ours = given.importer.includes('@kubernetes') || given.path.startsWith('@kubernetes');
      if (!ours || given.pluginData === 'resolved') return undefined;
      const { importer, resolveDir, kind } = given;
      const found = await resolve(given.path, { importer, resolveDir, kind, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};

/**
 * client-node brings undici for its own API classes, which we don't use: we take the sign-in and send requests
 * ourselves. Without it the program starts a tenth quicker. Should client-node ever make one of these, it says so.
 */
const withoutUndici: Plugin = {
  name: 'without-undici',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: `
        class LeftOut { constructor() { throw new Error('undici is not part of osm-doctor'); } }
        export const Agent = LeftOut, ProxyAgent = LeftOut, Dispatcher = LeftOut, FormData = LeftOut;
        export const fetch = () => { throw new Error('undici is not part of osm-doctor'); };
        export default LeftOut;`,
    }));
  },
};

/**
 * Bolt brings a server of its own, a socket and an installer; the Functions host is our server. Without them it loads in
 * a third of the time. The receivers that would use one fail with its name.
 */
const withoutUnusedBolt: Plugin = {
  name: 'without-unused-bolt',
  setup({ onResolve, onLoad }) {
    const unused = /^(express|raw-body|path-to-regexp|@slack\/oauth|@slack\/socket-mode)$/;
    onResolve({ filter: unused }, ({ path, importer }) =>
      importer.includes('@slack/bolt') ? { path, namespace: 'left-out-of-bolt' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'left-out-of-bolt' }, ({ path }) => ({
      contents: `
        const refuse = function () { throw new Error('${path} is not part of osm-doctor'); };
        const leftOut = new Proxy(refuse, {
          apply: refuse,
          construct: refuse,
          get: (_, name) => name === '__esModule' ? true : leftOut,
        });
        module.exports = leftOut;`,
    }));
  },
};

/** Bundles the program into dist/osm-doctor; what is imported lazily becomes files of its own. */
export async function buildProgram(): Promise<void> {
  await rm(`${root}dist/osm-doctor`, { recursive: true, force: true });
  await build({
    entryPoints: [`${root}src/cli/main.ts`],
    outdir: `${root}dist/osm-doctor`,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    logLevel: 'warning',
    plugins: [withoutUndici, clientNodeHasNoSideEffects],
    // Some dependencies are CommonJS and call require.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
}

/** How a Function App is bundled: an entry a trigger, each of which the worker imports at start; see `main` in package.json. */
export const functionsBundle = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  minifyWhitespace: true,
  // Errors are told apart by the names of their classes.
  keepNames: true,
  legalComments: 'linked',
  logLevel: 'warning',
  chunkNames: 'chunks/[name]-[hash]',
  // The worker supplies it when the app is loaded.
  external: ['@azure/functions-core'],
  plugins: [withoutUndici, withoutUnusedBolt, clientNodeHasNoSideEffects],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
} as const satisfies BuildOptions;

/**
 * Bundles the Function App into dist/functions, with esbuild's account of what went where in meta.json. What an earlier
 * build left is removed last, so that an app that is being started meanwhile finds its files.
 */
export async function buildFunctions(): Promise<void> {
  const { metafile } = await build({
    ...functionsBundle,
    entryPoints: globSync(`${root}functions/*.ts`),
    outdir: `${root}dist/functions`,
    metafile: true,
    absWorkingDir: root,
  });
  await writeFile(`${root}dist/functions/meta.json`, JSON.stringify(metafile));
  const old = globSync('dist/functions/**/*.{js,txt}', { cwd: root }).filter(
    (path) => !metafile.outputs[path],
  );
  await Promise.all(old.map((path) => rm(`${root}${path}`)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildProgram();
  await buildFunctions();
}
