import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { azureWith } from './fleet-in-azure.ts';
import { by, runCli, scratchFile, serve } from './run-cli.ts';

/** Runs in the process of the program and tells on stderr which of its files are loaded. */
const telling = scratchFile(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      if (url.includes('/dist/osm-doctor/')) process.stderr.write('loaded: ' + url + '\\n');
      return next(url, context);
    },
  });
`);

async function loadedBy(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stderr } = await runCli(words, { ...env, NODE_OPTIONS: `--import=${telling}` });
  return [...stderr.matchAll(/^loaded: (\S+)$/gm)].map(([, url = '']) => fileURLToPath(url));
}

const libraries = ['ManagedIdentityCredential', 'ContainerServiceClient'];

/** The loaded files that define the main class of a library of Azure. */
function withLibraries(files: readonly string[]): string[] {
  return libraries.flatMap((name) =>
    files.filter((file) =>
      new RegExp(`class ${name}\\b|\\b${name}=class\\b`).test(readFileSync(file, 'utf8')),
    ),
  );
}

describe('the libraries of Azure', () => {
  test('are files of their own, loaded for a cluster by name', async () => {
    const azure = await azureWith({ name: 'prod', serves: 'healthy-1.2.4' });
    const found = withLibraries(await loadedBy(['check', 'prod'], azure.env()));

    expect(found.length).toBe(libraries.length);
    expect(new Set(found).size).toBe(libraries.length);
  });

  test('are not loaded for a kubeconfig, an explanation or the help', async () => {
    const kubernetes = await serve('healthy-1.2.4');
    for (const words of [['check', ...by(kubernetes, 'doctor')], ['config'], ['explain', 'OSM2004'], []]) {
      const files = await loadedBy(words);

      expect(files.length).toBeGreaterThan(3);
      expect(withLibraries(files)).toEqual([]);
    }
  });
});
