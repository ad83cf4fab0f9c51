import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { by, runCli, scratchFile, serve } from './run-cli.ts';

let cluster: RunningCluster;
beforeAll(async () => {
  cluster = await serve('half-configured');
});
afterAll(() => cluster.close());

describe('snapshot', () => {
  test('judged offline gives the same verdicts', async () => {
    const env = { KUBECONFIG: scratchFile(cluster.kubeconfig('admin')) };
    const taken = await runCli(['snapshot'], env);
    const live = await runCli(['check', '-o', 'json'], env);
    const offline = await runCli(['check', '-o', 'json', '--snapshot', scratchFile(taken.stdout)]);

    expect(taken.code).toBe(0);
    // Proofs say when the schema was read, and the two runs read it at two times.
    const results = (text: string): unknown =>
      JSON.parse(text, (key, value) => (key === 'at' ? undefined : value)).results;
    expect(results(offline.stdout)).toEqual(results(live.stdout));
    expect(offline.code).toBe(live.code);
  });

  test('is judged as of its own time', async () => {
    const { stdout } = await runCli(['snapshot', ...by(cluster, 'admin')]);
    const document = JSON.parse(stdout);
    document.snapshot.takenAt = '2032-01-01T00:00:00.000Z';
    const file = scratchFile(JSON.stringify(document));
    const run = await runCli(['check', '--only', 'OSM3001', '--snapshot', file]);

    expect(run.code).toBe(1);
    expect(run.stdout).toContain('CRITICAL');
  });

  test('holds no Secret data, token or environment value', async () => {
    const own = await serve('healthy-1.2.4');
    const secretValue = 'correct-horse-battery-staple';
    const deployment = own.find('Deployment', 'kube-system', 'osm-injector');
    const spec = structuredClone(deployment) as unknown as {
      spec: { template: { spec: { containers: { env: object[]; args: string[] }[] } } };
    };
    for (const container of spec.spec.template.spec.containers) {
      container.env.push({ name: 'VAULT_TOKEN', value: secretValue });
      container.args = [`--vault-token=${secretValue}`];
    }
    own.put(spec as never);
    const { stdout } = await runCli(['snapshot', ...by(own, 'admin')]);
    const kubeconfig = own.kubeconfig('admin');
    await own.close();

    expect(stdout).toContain('OSM_DEFAULT_ENVOY_IMAGE');
    expect(stdout).not.toContain(secretValue);
    expect(stdout).not.toContain(/token: (\S+)/.exec(kubeconfig)?.[1]);
    expect(stdout).not.toContain('PRIVATE KEY');
    expect(stdout).not.toContain('last-applied-configuration');
  });

  test('--since compares with an earlier one, and refuses that of another cluster', async () => {
    const own = await serve('healthy-1.2.4');
    const since = scratchFile((await runCli(['snapshot', ...by(own, 'doctor')])).stdout);
    const args = ['check', '--only', 'OSM4003', ...by(own, 'doctor'), '--since', since];
    const same = await runCli(args);
    const object = structuredClone(own.find('MeshConfig', 'kube-system', 'osm-mesh-config')) as never as {
      spec: { traffic: { enableEgress: boolean } };
    };
    object.spec.traffic.enableEgress = false;
    own.put(object as never);
    const changed = await runCli(args);
    const document = JSON.parse((await runCli(['snapshot', ...by(own, 'doctor')])).stdout);
    document.snapshot.cluster.uid = 'another';
    const foreign = await runCli([...args.slice(0, -1), scratchFile(JSON.stringify(document))]);

    expect([same.code, same.stdout]).toEqual([0, expect.stringContaining('HEALTHY')]);
    expect(changed.stdout).toContain('spec.traffic.enableEgress true → false');
    expect(changed.stdout).toContain(`'{"spec":{"traffic":{"enableEgress":true}}}'`);
    expect([foreign.code, foreign.stderr]).toEqual([2, expect.stringContaining('of another cluster')]);
  });

  test('does not name the kubeconfig of this machine', async () => {
    const words = by(cluster, 'admin');
    const { stdout } = await runCli(['snapshot', ...words]);

    expect(stdout).not.toContain(words[1]);
  });

  test('of a cluster that gives no answer is none', async () => {
    const run = await runCli(['snapshot', ...by(cluster, 'wrongToken')]);

    expect([run.code, run.stdout]).toEqual([3, '']);
    expect(run.stderr).toContain('401');
  });

  test('that misses a part says so by its exit code', async () => {
    const own = await serve('healthy-1.2.4');
    own.revoke('doctor', { group: '', resource: 'pods' });

    expect((await runCli(['snapshot', ...by(own, 'doctor')])).code).toBe(4);
  });

  test.each([
    ['/no/such/file', "can't be read (ENOENT)"],
    [scratchFile('hello'), 'is not a snapshot of osm-doctor'],
    [scratchFile('[1]'), 'is not a snapshot of osm-doctor'],
    [scratchFile('{"kind":"List","items":[]}'), 'is not a snapshot of osm-doctor'],
    [scratchFile('{"kind":"osm-doctor/snapshot","version":9}'), 'is a snapshot of version 9'],
    [scratchFile('{"kind":"osm-doctor/snapshot","version":1,"snapshot":{}}'), 'is a damaged snapshot'],
  ])('%s is refused: %s', async (file, answer) => {
    const run = await runCli(['check', '--snapshot', file]);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain(answer);
    expect(run.stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
    expect(run.stdout).toBe('');
  });
});
