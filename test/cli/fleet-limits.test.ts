import { describe, expect, test } from '@jest/globals';
import { azureWith, runIn } from './fleet-in-azure.ts';
import { runCli } from './run-cli.ts';

/** Much longer than any budget here, much shorter than what hangs would take. */
const patience = 15_000;

describe('everything ends, whatever hangs', () => {
  test.each(['managedIdentity', 'arm'] as const)('%s', async (at) => {
    const azure = await azureWith({ name: 'prod', serves: 'healthy-1.2.4' });
    azure.addFault({ at, is: { kind: 'hang' } });
    const one = await runIn(azure, ['check', 'prod', '--budget', '1s']);
    const all = await runIn(azure, ['check', '--all', '--budget', '1s']);
    const list = await runIn(azure, ['clusters', '--budget', '1s']);
    const byId = await runIn(azure, ['check', azure.cluster('prod').resourceId, '--budget', '1s']);

    for (const run of [one, all, list, byId]) {
      expect([run.code, run.stdout]).toEqual([3, '']);
      expect(run.stderr).toMatch(/within 1 s/);
      expect(run.ms).toBeLessThan(patience);
    }
    expect(one.stderr).toContain('"prod" could not be looked for in Azure');
  });

  test('an API server that never answers', async () => {
    const azure = await azureWith({ name: 'prod', apiServer: 'silent' });
    const run = await runIn(azure, ['check', 'prod', '--budget', '1s']);

    expect([run.code, run.stdout]).toEqual([3, '']);
    expect(run.stderr).toContain('The API server of prod gave no usable answer');
    expect(run.ms).toBeLessThan(patience);
  });
});

test('--debug tells every request and no secret', async () => {
  const azure = await azureWith({ name: 'prod', serves: 'half-configured' });
  const { kubernetes } = azure.cluster('prod');
  const runs = [
    await runIn(azure, ['check', 'prod', '--debug']),
    await runIn(azure, ['check', '--all', '--debug', '-o', 'json']),
    await runIn(azure, ['clusters', '--debug']),
  ];

  expect(runs[0]?.stderr).toMatch(/debug: GET \S+\/msi\/token 200/);
  expect(runs[0]?.stderr).toMatch(/debug: POST \S+\/listClusterUserCredential 200/);
  expect(runs[0]?.stderr).toMatch(/debug: GET \S+\/version 200/);
  expect(kubernetes.requests.length).toBeGreaterThan(20);
  expect(azure.secrets.length).toBeGreaterThan(3);
  for (const { stdout, stderr } of runs) {
    const shown = azure.secrets.filter((secret) => (stdout + stderr).includes(secret));
    expect(shown).toEqual([]);
  }
});

describe('what is told without Azure', () => {
  const nobody = { HOME: '/no/home', PATH: '/no/path' };

  test.each([
    [['check', 'prod']],
    [['check', '--all']],
    [['clusters']],
    [['config', 'prod', 'enableEgress']],
    [['check', '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c']],
  ])('%j: how to sign in, and how to do without', async (words) => {
    const run = await runCli([...words, '--budget', '5s'], nobody);

    expect([run.code, run.stdout]).toEqual([3, '']);
    expect(run.stderr).toContain('Try: az login');
    expect(run.stderr).toContain('name a context of your kubeconfig with --context');
    expect(run.stderr).not.toMatch(/\bat .*\.js:|node:internal/);
  });

  test('mistakes in the settings, all at once', async () => {
    const run = await runCli(['clusters'], { OSM_SUBSCRIPTIONS: 'x', OSM_CLOUD: 'moon' });

    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(
      /^These settings are wrong:\n- .*OSM_SUBSCRIPTIONS[^\n]*\n- .*OSM_CLOUD[^\n]*\n$/,
    );
  });

  test('the settings are nothing to a check by context', async () => {
    const run = await runCli(['check', '--context', 'x'], { OSM_SUBSCRIPTIONS: 'x', HOME: '/no/home' });

    expect(run.stderr).toContain('There is no kubeconfig');
  });
});
