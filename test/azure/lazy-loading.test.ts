import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The packages that a script loads, its own process and Node's own way of reading TypeScript. */
function packagesOf(script: string): string[] {
  const program = `
    import { registerHooks } from 'node:module';
    const seen = new Set();
    registerHooks({ resolve(name, context, next) { if (/^(@azure|@kubernetes)/.test(name)) seen.add(name); return next(name, context); } });
    const { fleetPort } = await import('./src/wiring/read-fleet.ts');
    const { readAzureSettings } = await import('./src/settings/settings.ts');
    ${script}
    console.log(JSON.stringify([...seen]));`;
  const words = ['--input-type=module', '--eval', program];
  return JSON.parse(execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8', stdio: 'pipe' }));
}

const port = "fleetPort(readAzureSettings({ OSM_SUBSCRIPTIONS: 'WHERE' }), {}, () => new Date())";

test('building the port and listing what the settings name loads no library of Azure', () => {
  expect(packagesOf(`await ${port.replace('WHERE', 'none')}.list();`)).toEqual([]);
});

test('client-node is loaded by nothing of it', () => {
  const subscription = '5b000000-0000-4000-8000-000000000001';
  const script = `const port = ${port.replace('WHERE', subscription)}; process.env.AZURE_TOKEN_CREDENTIALS = 'EnvironmentCredential'; await port.list();`;
  const loaded = packagesOf(script);

  expect(loaded).toContain('@azure/identity');
  expect(loaded.filter((name) => name.startsWith('@kubernetes'))).toEqual([]);
});
