import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunningAzure } from '../../sim/azure/server.ts';
import { azureWith, runIn } from './fleet-in-azure.ts';

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, formats: { 'date-time': true } });
ajv.addSchema(schemaOf('report'));
const validate = ajv.compile(schemaOf('fleet'));

const elsewhere = '5b000000-0000-4000-8000-0000000000ee';

describe('check --all', () => {
  let azure: RunningAzure;
  beforeAll(async () => {
    azure = await azureWith(
      { name: 'well', serves: 'healthy-1.2.4' },
      { name: 'parked', power: 'Stopped' },
      { name: 'half', serves: 'half-configured' },
      { name: 'closed', serves: 'healthy-1.2.4', as: 'nobody' },
      { name: 'down', serves: 'injector-down' },
      { name: 'plain', osmAddon: false },
    );
  });

  test('a line a cluster, worst first, then how many stand how', async () => {
    const run = await runIn(azure, ['check', '--all']);
    const lines = run.stdout.trimEnd().split('\n');

    expect(lines).toEqual([
      expect.stringMatching(/^FAILING {3}down {4}\d+ critical, \d+ errors? +\d+\/\d+ {2}OSM1003 /),
      expect.stringMatching(/^FAILING {3}half {4}\d+ critical, \d+ warnings {2}\d+\/\d+ {2}OSM5002 /),
      expect.stringMatching(
        /^NOT READ {2}closed {2}Signing in to closed works, but .* every read was forbidden\.$/,
      ),
      expect.stringMatching(/^NOT READ {2}parked {2}parked is stopped/),
      expect.stringMatching(/^HEALTHY {3}well {4} +\d+\/\d+$/),
      '',
      '5 clusters: 2 failing, 2 not read, 1 healthy.',
    ]);
    expect([run.code, run.stderr]).toEqual([1, '']);
  });

  test('text: first the report of each that is not healthy', async () => {
    const { stdout } = await runIn(azure, ['check', '--all', '-o', 'text']);
    const headings = [...stdout.matchAll(/^── (.*?) ─+$/gm)].map(([, words]) => words);

    expect(headings).toEqual(['down: failing', 'half: failing', 'closed: not read', 'parked: not read']);
    expect(stdout).toMatch(/get-credentials .* --name half\n[\s\S]*kubectl annotate namespace checkout/);
    expect(stdout).toContain('Try: az aks start');
    expect(stdout.trimEnd()).toMatch(/5 clusters: 2 failing, 2 not read, 1 healthy\.$/);
  });

  test('json: one document that the schema accepts, each report as by itself', async () => {
    const { stdout, code } = await runIn(azure, ['check', '--all', '-o', 'json']);
    const document = JSON.parse(stdout);
    const alone = JSON.parse((await runIn(azure, ['check', 'half', '-o', 'json'])).stdout);

    validate(document);
    expect(validate.errors).toBe(null);
    expect(code).toBe(1);
    expect(document.clusters.map((one: { cluster: { name: string } }) => one.cluster.name)).toEqual([
      'closed',
      'down',
      'half',
      'parked',
      'well',
    ]);
    expect(document.clusters[3].unreadable.reason).toBe('stopped');
    const timeless = (results: unknown) =>
      JSON.parse(JSON.stringify(results), (key, value) => (key === 'at' ? undefined : value));
    expect(timeless(document.clusters[2].results)).toEqual(timeless(alone.results));
  });

  test('a cluster without the add-on belongs to it when the settings say so', async () => {
    const { stdout } = await runIn(azure, ['check', '--all', '--only', 'OSM1002'], {
      OSM_ALL_CLUSTERS: 'true',
    });

    expect(stdout).toMatch(/^FAILING {3}plain .*OSM1002/m);
  });

  test('--only and --fail-on are for each', async () => {
    const only = ['check', '--all', '--only', 'OSM5015'];

    expect((await runIn(azure, only)).code).toBe(3);
    expect((await runIn(azure, [...only, '--fail-on', 'warning'])).code).toBe(1);
  });

  test.each([
    [['well'], /leave out "well"/],
    [['--context', 'c'], /does not go with --context/],
    [['--snapshot', 'f'], /does not go with --snapshot/],
    [['--dry-run'], /does not go with --dry-run/],
  ])('does not go with %j', async (words, answer) => {
    const run = await runIn(azure, ['check', '--all', ...words]);

    expect([run.code, run.stdout, run.stderr]).toEqual([2, '', expect.stringMatching(answer)]);
  });

  test('reads at most four clusters at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const own = await azureWith(...names.map((name) => ({ name, apiServer: 'silent' as const })));
    const opened = () => own.requests.filter(({ path }) => path.includes('listClusterUserCredential')).length;
    const run = runIn(own, ['check', '--all', '--budget', '3s']);
    while (opened() < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    // None of them ends before its budget does.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const atOnce = opened();
    const { stdout } = await run;

    expect(atOnce).toBe(4);
    expect(opened()).toBe(7);
    expect(stdout).toContain('7 clusters: 7 not read.');
  });
});

describe('exit codes of check --all', () => {
  const well = { name: 'well', serves: 'healthy-1.2.4' };

  test('0 when all is judged and nothing found', async () => {
    const run = await runIn(await azureWith(well), ['check', '--all']);

    expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('1 cluster: 1 healthy.')]);
  });

  test('3 when one could not be read and the others are well', async () => {
    const azure = await azureWith(well, { name: 'parked', power: 'Stopped' });

    expect((await runIn(azure, ['check', '--all'])).code).toBe(3);
  });

  test('4 when something was unknown and nothing worse', async () => {
    const azure = await azureWith(well, { name: 'blind', serves: 'healthy-1.2.4' });
    azure.cluster('blind').kubernetes.revoke('doctor', { group: '', resource: 'pods' });
    const run = await runIn(azure, ['check', '--all']);

    expect(run.code).toBe(4);
    expect(run.stdout).toMatch(/^UNKNOWN {3}blind .* may not list pods/m);
  });

  test('3 when a subscription could not be listed, and it says which', async () => {
    const azure = await azureWith(well, { name: 'far', subscription: elsewhere, serves: 'healthy-1.2.4' });
    azure.setSubscriptionRights(elsewhere, 'none');
    const run = await runIn(azure, ['check', '--all']);
    const list = await runIn(azure, ['clusters']);

    expect(run.code).toBe(3);
    expect(run.stdout.replace(/\s+/g, ' ')).toContain(
      `1 cluster: 1 healthy. The clusters of subscription ${elsewhere} could not be listed.`,
    );
    expect([list.code, list.stderr]).toEqual([0, expect.stringContaining(elsewhere)]);
  });

  test('3 when there is no cluster at all', async () => {
    const run = await runIn(await azureWith(), ['check', '--all']);

    expect([run.code, run.stdout]).toEqual([3, '']);
    expect(run.stderr).toContain('No cluster with the OSM add-on was found');
  });
});

describe('clusters', () => {
  test('tells where each is, whether it runs, and what it is called', async () => {
    const azure = await azureWith(
      { name: 'aks-1', resourceGroup: 'west', location: 'northeurope' },
      { name: 'aks-2', osmAddon: false, power: 'Stopped' },
    );
    const gone =
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/gone';
    const settings = {
      OSM_ALL_CLUSTERS: 'true',
      OSM_CLUSTERS: `prod=${azure.cluster('aks-1').resourceId};live=${azure.cluster('aks-1').resourceId};old=${gone}`,
    };
    const table = await runIn(azure, ['clusters'], settings);
    const json = await runIn(azure, ['clusters', '-o', 'json'], settings);

    expect(table.stdout.split('\n').map((line) => line.split(/\s+/).join(' '))).toEqual([
      'name group location Kubernetes OSM add-on running aliases',
      expect.stringMatching(/^aks-2 mesh westeurope \d\S+ off no$/),
      'gone g ? ? ? ? old',
      expect.stringMatching(/^aks-1 west northeurope \d\S+ on yes prod, live$/),
      '',
    ]);
    expect([table.code, table.stderr]).toEqual([0, '']);
    const document = JSON.parse(json.stdout);
    expect(document.clusters.map(({ name }: { name: string }) => name)).toEqual(['aks-2', 'old', 'prod']);
    expect(document.clusters[2]).toMatchObject({
      nameInAzure: 'aks-1',
      resourceGroup: 'west',
      osmAddon: true,
      running: true,
      aliases: ['prod', 'live'],
    });
  });

  test('signs in to no cluster', async () => {
    const azure = await azureWith({ name: 'prod', serves: 'healthy-1.2.4' });
    await runIn(azure, ['clusters']);

    expect(azure.cluster('prod').kubernetes.requests).toEqual([]);
  });

  test('3 when nothing could be listed, with what was in the way', async () => {
    const azure = await azureWith({ name: 'prod' });
    azure.addFault({ is: { kind: 'status', status: 403 } });
    const table = await runIn(azure, ['clusters']);
    const json = await runIn(azure, ['clusters', '-o', 'json']);

    expect([table.code, table.stdout]).toEqual([3, '']);
    expect(table.stderr).toMatch(/^No cluster could be listed\.\nThe clusters of subscription /);
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout).problems.length).toBe(1);
  });
});
