import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunningAzure } from '../../sim/azure/server.ts';
import { azureWith, runIn } from './fleet-in-azure.ts';
import { by, runCli, scratchFile, serve } from './run-cli.ts';

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strictTypes: false, formats: { 'date-time': true } }).compile(schema);

let azure: RunningAzure;
let id: string;
beforeAll(async () => {
  azure = await azureWith(
    { name: 'Prod', serves: 'healthy-1.2.4' },
    { name: 'shop', resourceGroup: 'west', serves: 'half-configured' },
    { name: 'shop', resourceGroup: 'east', serves: 'half-configured' },
    { name: 'parked', power: 'Stopped' },
    { name: 'closed', serves: 'healthy-1.2.4', as: 'nobody' },
    { name: 'hidden', rights: 'none' },
    { name: 'roleless', rights: 'read' },
  );
  id = azure.cluster('Prod').resourceId;
});

describe('a cluster is found', () => {
  test.each<[string, () => string, Record<string, string>]>([
    ['name', () => 'Prod', {}],
    ['name in another case', () => 'pROD', {}],
    ['group and name', () => 'mesh/prod', {}],
    ['ARM id', () => id, {}],
    ['ARM id in another case', () => id.toUpperCase(), {}],
    ['ARM id where no subscription is looked through', () => id, { OSM_SUBSCRIPTIONS: 'none' }],
  ])('by %s', async (_name, word, settings) => {
    const run = await runIn(azure, ['check', word(), '--only', 'OSM1003'], settings);

    expect([run.stderr, run.code]).toEqual(['', 0]);
    expect(run.stdout).toMatch(/^prod · /i);
  });

  test('by alias, without a look at any subscription', async () => {
    const own = await azureWith({ name: 'aks-7', serves: 'healthy-1.2.4' });
    const settings = { OSM_CLUSTERS: `Live=${own.cluster('aks-7').resourceId}` };
    const run = await runIn(own, ['check', 'live'], settings);

    expect(run.stdout).toMatch(/^Live · OSM v1\.2\.4/);
    expect(run.code).toBe(0);
    expect(own.requests.filter(({ path }) => /managedClusters(\?|$)/.test(path))).toEqual([]);
    expect((await runIn(own, ['check', 'AKS-7', '--only', 'OSM1003'], settings)).stdout).toMatch(/^Live · /);
  });
});

describe('a name that is not one cluster', () => {
  test('of two: the choices', async () => {
    const run = await runIn(azure, ['check', 'SHOP']);

    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toBe('2 clusters are called "SHOP". Say which:\n  east/shop\n  west/shop\n');
    expect((await runIn(azure, ['check', 'west/shop', '--only', 'OSM1003'])).code).toBe(0);
  });

  test('of none: what is near', async () => {
    const run = await runIn(azure, ['check', 'prdo']);

    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('No cluster is called "prdo". Did you mean Prod?');
  });

  test('an ARM id of something else', async () => {
    const run = await runIn(azure, ['check', '/subscriptions/s/resourceGroups/g']);

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('is not the id of an AKS cluster')]);
  });

  test('with a context there is no cluster to name, and Azure is not asked', async () => {
    const kubernetes = await serve('healthy-1.2.4');
    const before = azure.requests.length;
    const both = await runIn(azure, ['check', 'Prod', ...by(kubernetes, 'doctor')]);
    const one = await runIn(azure, ['check', ...by(kubernetes, 'doctor')]);

    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('leave out "Prod"')]);
    expect(one.code).toBe(0);
    expect(azure.requests.length).toBe(before);
  });
});

describe('a cluster that cannot be opened', () => {
  test.each([
    ['parked', /^parked is stopped.*\nStart it .*\nTry: az aks start .*--name parked\n$/],
    ['closed', /^Signing in to closed works.*\nLet an administrator.*\napiVersion: rbac[\s\S]*kind: User/],
    ['roleless', /may not ask for its address[\s\S]*Try: az role assignment create/],
  ])('%s: what happened, what to do, what to type', async (name, words) => {
    const run = await runIn(azure, ['check', name]);

    expect(run.stderr).toMatch(words);
    expect([run.code, run.stdout]).toEqual([3, '']);
    for (const command of [
      ['snapshot', name],
      ['config', name, 'enableEgress'],
    ]) {
      const other = await runIn(azure, command);
      expect([other.code, other.stdout, other.stderr.slice(0, 20)]).toEqual([3, '', run.stderr.slice(0, 20)]);
    }
  });

  test('is a report in which nothing is known, with -o json', async () => {
    const run = await runIn(azure, ['check', 'parked', '-o', 'json']);
    const report = JSON.parse(run.stdout);

    validate(report);
    expect(validate.errors).toBe(null);
    expect(run.code).toBe(3);
    expect([report.cluster.name, report.state, report.coverage.judged]).toEqual(['parked', 'unknown', 0]);
    expect(report.results[0].because).toContain('parked is stopped');
  });

  test('that nobody may see, by its ARM id', async () => {
    const run = await runIn(azure, ['check', azure.cluster('hidden').resourceId]);

    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining('hidden cannot be seen by')]);
  });
});

describe('commands', () => {
  const pointing =
    /Point it at this one\s+first:\n {2}az aks get-credentials --subscription \S+ --resource-group east --name shop\n/;

  test.each(['short', 'text'])(
    '%s: kubectl is pointed at the cluster before the first of them',
    async (form) => {
      const { stdout } = await runIn(azure, ['check', 'east/shop', '-o', form]);

      expect(stdout).toMatch(pointing);
      expect(stdout.indexOf('get-credentials')).toBeLessThan(stdout.indexOf('kubectl annotate'));
    },
  );

  test('where there are none, nothing is said of it', async () => {
    expect((await runIn(azure, ['check', 'prod'])).stdout).not.toContain('get-credentials');
  });

  test('so it is for a proposal of config, and for a snapshot judged later', async () => {
    const proposal = await runIn(azure, ['config', 'east/shop', 'enableEgress', 'false']);
    const taken = await runIn(azure, ['snapshot', 'east/shop']);
    const later = await runCli(['check', '--snapshot', scratchFile(taken.stdout)]);

    expect(proposal.stdout).toMatch(pointing);
    expect(proposal.stdout).toContain('kubectl patch meshconfig');
    expect([proposal.code, taken.code]).toEqual([0, 0]);
    expect(later.stdout).toMatch(pointing);
  });

  test.each([
    ['check', 'prod'],
    ['config', 'prod', 'enableEgress', 'false'],
  ])('are not tried out on a cluster by name: %s', async (...words) => {
    const run = await runIn(azure, [...words, '--dry-run']);

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('--context in place of prod')]);
  });
});

describe('config', () => {
  test('shows and explains a key of a cluster by name', async () => {
    const all = await runIn(azure, ['config', 'prod']);
    const one = await runIn(azure, ['config', 'prod', 'tracing.port']);

    expect([all.code, one.code]).toEqual([0, 0]);
    expect(one.stdout).toContain('spec.observability.tracing.port');
  });

  test('a key that is misspelt is no cluster: both are told', async () => {
    const run = await runIn(azure, ['config', 'enableEgres']);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('No cluster is called "enableEgres"');
    expect(run.stderr).toContain('If a key was meant: enableEgress or');
  });

  test('a key without a cluster is of the current context, and Azure is not asked', async () => {
    const before = azure.requests.length;
    const run = await runIn(azure, ['config', 'enableEgress'], { HOME: '/no/home' });

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('There is no kubeconfig')]);
    expect(azure.requests.length).toBe(before);
  });
});
