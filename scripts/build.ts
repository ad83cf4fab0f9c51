import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

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

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProgram();
