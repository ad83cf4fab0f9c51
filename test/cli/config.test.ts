import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { by, runCli, serve } from './run-cli.ts';

describe.each(['healthy-0.11.1', 'healthy-1.0.0', 'healthy-1.1.1', 'healthy-1.2.4'])(
  'config on %s',
  (name) => {
    test('reports no difference that is none, no remark and no unknown key', async () => {
      const cluster = await serve(name);
      const text = await runCli(['config', ...by(cluster, 'doctor')]);
      const json = await runCli(['config', '-o', 'json', ...by(cluster, 'doctor')]);

      expect([text.code, json.code]).toEqual([0, 0]);
      expect(text.stdout).toMatch(/^Nothing differs from (AKS's defaults|the chart's preset)\.$/m);
      const { rows, unknown } = JSON.parse(json.stdout);
      expect(rows.length).toBeGreaterThan(25);
      expect(rows.filter((row: { notes: string[] }) => row.notes.length > 0)).toEqual([]);
      expect(unknown).toEqual([]);
    });
  },
);

describe('config', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await serve('healthy-1.2.4');
  });
  afterAll(() => cluster.close());
  const config = (...words: string[]) => runCli(['config', ...by(cluster, 'doctor'), ...words]);

  test('explains a key found by its end, with the erratum of the article', async () => {
    const { stdout, code } = await config('maxDataPlaneConnections');

    expect(code).toBe(0);
    expect(stdout).toContain('spec.sidecar.maxDataPlaneConnections');
    expect(stdout).toMatch(/Now +absent: acts as 0/);
    expect(stdout).toMatch(/Microsoft's article: .*integer/s);
  });

  test.each<[string[], RegExp]>([
    [['enableEgres'], /has no key "enableEgres". Did you mean enableEgress or/],
    [['port'], /could be .*inboundExternalAuthorization.port or .*tracing.port/],
    [['useHTTPSIngress'], /exists from v0.11.1 to v0.11.1 only; OSM v1.2.4 would drop it/],
    [['enableEgress', 'maybe'], /Expected true or false, not "maybe"/],
    [['logLevel', 'off'], /one of trace, debug, info/],
    [['tracing.port', '99999'], /up to 32767/],
    [['outboundIPRangeExclusionList', '999.1.1.1/99'], /999\.1\.1\.1\/99/],
    [['certKeyBitSize', '1024'], /2048/],
    [['serviceCertValidityDuration', 'soon'], /no duration/],
    [['enableEgress', 'true', 'false'], /One key and one value at a time/],
  ])('%j is refused with the reason', async (words, answer) => {
    const run = await config(...words);

    expect(run.stderr).toMatch(answer);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  test('proposes and changes nothing', async () => {
    const before = structuredClone(cluster.find('MeshConfig', 'kube-system', 'osm-mesh-config'));
    const { stdout, code } = await config('enableEgress', 'false');

    expect(code).toBe(0);
    expect(stdout).toContain(`-p '{"spec":{"traffic":{"enableEgress":false}}}'`);
    expect(stdout).toContain(`-p '{"spec":{"traffic":{"enableEgress":true}}}'`);
    expect(stdout).toContain('169.254.169.254/32 is not in');
    expect(stdout).toContain("Matches the cluster's own schema");
    expect(cluster.find('MeshConfig', 'kube-system', 'osm-mesh-config')).toEqual(before);
    expect(cluster.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('permissive mode off without a TrafficTarget is warned of', async () => {
    const { stdout } = await config('enablePermissiveTrafficPolicyMode', 'false');

    expect(stdout.replaceAll('\n', ' ')).toContain('There is none: everything will be refused.');
  });

  test('a change that is in place says so', async () => {
    const { stdout, code } = await config('enableEgress', 'true');

    expect([code, stdout]).toEqual([0, 'spec.traffic.enableEgress is true already.\n']);
  });

  test('names the workloads that must restart', async () => {
    const { stdout } = await config('outboundPortExclusionList', '+6379');

    expect(stdout).toMatch(/rollout restart deployment bookstore -n bookstore/);
    expect(stdout).toMatch(/rollout restart statefulset postgres -n bookstore/);
  });

  test('takes from a list after --', async () => {
    const own = await serve('healthy-1.2.4');
    const object = structuredClone(own.find('MeshConfig', 'kube-system', 'osm-mesh-config')) as never as {
      spec: { traffic: { outboundPortExclusionList: number[] } };
    };
    object.spec.traffic.outboundPortExclusionList = [6379, 8080];
    own.put(object as never);
    const { stdout } = await runCli([
      'config',
      ...by(own, 'doctor'),
      '--',
      'outboundPortExclusionList',
      '-6379',
    ]);

    expect(stdout).toContain(`-p '{"spec":{"traffic":{"outboundPortExclusionList":[8080]}}}'`);
  });

  test('for PowerShell no double quote is needed', async () => {
    const { stdout } = await config('serviceCertValidityDuration', '36h', '--shell', 'powershell');

    expect(stdout).toContain("-p 'spec: {certificate: {serviceCertValidityDuration: ''36h''}}'");
  });

  test('without a MeshConfig, without rights, without a schema it says so plainly', async () => {
    const none = await serve('no-mesh-config');
    const noRight = await serve('healthy-1.2.4');
    noRight.revoke('doctor', { group: 'config.openservicemesh.io', resource: 'meshconfigs' });
    const noSchema = await serve('healthy-1.2.4');
    noSchema.revoke('doctor', { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' });

    const answers = await Promise.all([
      runCli(['config', ...by(none, 'doctor')]),
      runCli(['config', ...by(noRight, 'doctor')]),
      runCli(['config', ...by(noSchema, 'doctor'), 'enableEgress', 'false']),
    ]);

    expect(answers.map(({ code }) => code)).toEqual([3, 3, 2]);
    expect(answers[0]?.stderr).toContain('There is no MeshConfig osm-mesh-config in namespace kube-system.');
    expect(answers[1]?.stderr).toContain('may not list meshconfigs.config.openservicemesh.io');
    expect(answers[2]?.stderr).toMatch(/nothing could be proven: .*may not list customresourcedefinitions/);
  });
});
