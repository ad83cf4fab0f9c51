import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pinnedKubectl } from '../../sim/kubernetes/kubectl.ts';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { findConfigKey } from '../../src/commands/config/find-key.ts';
import {
  type ConfigKey,
  type OpenConfig,
  openConfig,
  proposalSources,
} from '../../src/commands/config/open-config.ts';
import { propose } from '../../src/commands/config/propose.ts';
import { inputsFor } from '../../src/engine/needed-inputs.ts';
import { articleRows } from '../../src/osm/mesh-config/article-rows.ts';
import { diff } from '../../src/remedies/diff.ts';
import { read } from '../cli/judge-cluster.ts';
import { scratchFile, serve } from '../cli/run-cli.ts';

const run = promisify(execFile);
const kubectlRunsHere = process.platform === 'linux' && process.arch === 'x64';

/** A value to type that differs from the present one. */
function another({ value, known }: ConfigKey): string {
  switch (known?.type) {
    case 'boolean':
      return String(value !== true);
    case 'integer':
      return known.path.endsWith('.port') ? '9412' : '17';
    case 'strings':
      return '+10.9.0.0/16';
    case 'integers':
      return '+6379';
    default:
      return texts[known?.path ?? ''] ?? 'other';
  }
}

const texts: Readonly<Record<string, string>> = {
  'spec.sidecar.logLevel': 'debug',
  'spec.sidecar.envoyImage': 'registry.example/envoy:v1.30.0',
  'spec.sidecar.initContainerImage': 'registry.example/init:v1.2.4',
  'spec.sidecar.configResyncInterval': '90s',
  'spec.certificate.serviceCertValidityDuration': '36h',
  'spec.observability.tracing.address': "zipkin.it's-tracing.svc.cluster.local".replace("it's-", ''),
  'spec.observability.tracing.endpoint': '/api/v1/spans',
  'spec.observability.osmLogLevel': 'warn',
};

/** Keys of the article that the release does not have: explained, and nothing is proposed. */
const absent: Readonly<Record<string, readonly string[]>> = {
  'healthy-1.2.4': ['spec.traffic.useHTTPSIngress'],
  'healthy-0.11.1': [],
};

describe.each(['healthy-1.2.4', 'healthy-0.11.1'])("the article's 26 keys on %s", (name) => {
  let cluster: RunningCluster;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    cluster = await serve(name);
    const PATH = `${dirname(await pinnedKubectl())}:${process.env['PATH'] ?? ''}`;
    env = { PATH, HOME: '/no/home', KUBECONFIG: scratchFile(cluster.kubeconfig('admin')) };
  });
  afterAll(() => cluster.close());

  const spec = () => structuredClone(cluster.find('MeshConfig', 'kube-system', 'osm-mesh-config')?.['spec']);
  const open = async (): Promise<OpenConfig> => {
    const opened = openConfig(await read(cluster, 'admin', { inputs: inputsFor(proposalSources) }));
    if (opened.is === 'closed') throw new Error(opened.says);
    return opened.config;
  };
  const paths = articleRows.map((row) => row.meant ?? row.path);

  (kubectlRunsHere ? test.each(paths) : test.skip.each(paths))('%s', async (path) => {
    const config = await open();
    const found = findConfigKey(path, config);
    if (absent[name]?.includes(path) === true) {
      expect(found).toEqual({ is: 'none', says: expect.stringContaining('would drop it without effect') });
      return;
    }
    if (found.is !== 'key') throw new Error(found.says);
    const proposal = propose(found.key, another(found.key), config, 'sh');
    if (proposal.is !== 'proposal') throw new Error(proposal.says);
    const before = spec();

    await run('/bin/sh', ['-c', proposal.remedy.command], { env });
    const after = spec();
    await run('/bin/sh', ['-c', proposal.remedy.undo ?? 'false'], { env });

    expect(diff({ spec: before }, { spec: after })).toEqual(proposal.changed);
    expect(proposal.changed.map((change) => change.path)).toEqual([path]);
    expect(spec()).toEqual(before);
    expect(proposal.remedy.proof.by).toBe('liveSchema');
  });
});
