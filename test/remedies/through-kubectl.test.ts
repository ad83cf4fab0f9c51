import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pinnedKubectl } from '../../sim/kubernetes/kubectl.ts';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import type { RemedyIntent } from '../../src/model/remedy.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { flowYaml, patchYaml } from '../../src/remedies/flow-yaml.ts';
import { patchFor } from '../../src/remedies/merge-patch.ts';
import { commandLine } from '../../src/remedies/quote.ts';
import { scratchFile, serve } from '../cli/run-cli.ts';

const run = promisify(execFile);
const kubectlRunsHere = process.platform === 'linux' && process.arch === 'x64';
const shells = ['/bin/sh', '/bin/bash', '/usr/bin/zsh'].filter((shell) => existsSync(shell));

/** Text that shells, YAML and JSON readers like to misread; no NUL, which no argument can hold. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !text.includes('\0')),
  fc.constantFrom(
    "it's",
    '"; rm -rf ~; "',
    '$(id)',
    '`id`',
    '$HOME',
    '!!',
    '~',
    '*',
    'a\\nb',
    "'''",
    '\\',
    '--all',
  ),
  fc.constantFrom(
    'true',
    'null',
    '0x10',
    '1e3',
    'off',
    '# no comment',
    '{a: b}',
    '[x]',
    '%s',
    'é\u0301 \u{1f600}',
  ),
);

/** The first port of a Service. */
function portOf(service: unknown): object | undefined {
  return (service as { spec?: { ports?: object[] } } | undefined)?.spec?.ports?.[0];
}

describe('what a command says is what arrives', () => {
  let cluster: RunningCluster;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    cluster = await serve('healthy-1.2.4');
    const PATH = `${dirname(await pinnedKubectl())}:${process.env['PATH'] ?? ''}`;
    env = { PATH, HOME: '/no/home', KUBECONFIG: scratchFile(cluster.kubeconfig('admin')) };
  });
  afterAll(() => cluster.close());

  /** Runs a command in a shell and gives the body of the last PATCH that arrived. */
  async function arrived(shell: string, command: string): Promise<unknown> {
    const before = cluster.requests.length;
    await run(shell, ['-c', command], { env });
    return cluster.requests.slice(before).findLast(({ method }) => method === 'PATCH')?.body;
  }

  const each = kubectlRunsHere ? test.each(shells) : test.skip.each(shells);

  each('%s: a MeshConfig value', async (shell) => {
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        const patch = patchFor('spec.observability.tracing.address', value);
        const object = {
          apiVersion: 'config.openservicemesh.io/v1alpha2',
          kind: 'MeshConfig',
          namespace: 'kube-system',
          name: 'osm-mesh-config',
        };
        const { command } = buildRemedy({ do: 'patch', object, patch, does: 'Try' }, {});

        expect(await arrived(shell, command)).toEqual(patch);
      }),
      { numRuns: 12 },
    );
  });

  each('%s: the value of an annotation', async (shell) => {
    const key = 'openservicemesh.io/sidecar-injection';
    let number = 0;
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        number += 1;
        const value = `${text} ${number}`;
        const on = { kind: 'Namespace', name: 'outside' };
        const intent: RemedyIntent = { do: 'annotate', on, key, value, does: 'Try' };
        await arrived(shell, buildRemedy(intent, {}).command);

        const namespace = cluster.find('Namespace', undefined, 'outside');
        expect(namespace?.metadata.annotations?.[key]).toBe(value);
      }),
      { numRuns: 8 },
    );
  });

  (kubectlRunsHere ? test.each : test.skip.each)(['sh', 'powershell'] as const)(
    'a JSON patch changes one item of a list, and its undo restores it: %s',
    async (form) => {
      const service = () => cluster.find('Service', 'bookstore', 'postgres');
      const found = structuredClone(service());
      const place = { op: 'test', path: '/spec/ports/0/port', value: 5432 } as const;
      const path = '/spec/ports/0/appProtocol';
      const intent: RemedyIntent = {
        do: 'jsonPatch',
        object: { apiVersion: 'v1', kind: 'Service', namespace: 'bookstore', name: 'postgres' },
        patch: [place, { op: 'add', path, value: 'tcp-server-first' }],
        undo: [place, { op: 'replace', path, value: 'tcp' }],
        does: 'Try',
      };
      // In sh the words of the form for PowerShell need its quoting.
      const typed = (operations: readonly object[]) => {
        const words = ['kubectl', 'patch', 'service', 'postgres', '-n', 'bookstore', '--type=json', '-p'];
        return commandLine([...words, flowYaml(operations) ?? '']);
      };
      const remedy = buildRemedy(intent, {});
      const [onward, back] =
        form === 'sh' ? [remedy.command, remedy.undo ?? ''] : [typed(intent.patch), typed(intent.undo ?? [])];

      await arrived('/bin/sh', onward);

      expect(portOf(service())).toEqual({ ...portOf(found), appProtocol: 'tcp-server-first' });

      await arrived('/bin/sh', back);

      expect(portOf(service())).toEqual(portOf(found));
    },
  );

  (kubectlRunsHere ? test : test.skip)(
    'a JSON patch of a list that changed meanwhile is refused',
    async () => {
      const patch = [
        { op: 'test', path: '/spec/ports/0/port', value: 1 },
        { op: 'remove', path: '/spec/ports/0/appProtocol' },
      ] as const;
      const object = { apiVersion: 'v1', kind: 'Service', namespace: 'bookstore', name: 'postgres' };
      const { command } = buildRemedy({ do: 'jsonPatch', object, patch, does: 'Try' }, {});

      await expect(arrived('/bin/sh', command)).rejects.toThrow('the server rejected our request');

      expect(portOf(cluster.find('Service', 'bookstore', 'postgres'))).toHaveProperty('appProtocol', 'tcp');
    },
  );

  (kubectlRunsHere ? test : test.skip)(
    'kubectl reads the form for PowerShell as the same patch',
    async () => {
      await fc.assert(
        fc.asyncProperty(hostile, async (value) => {
          const patch = patchFor('spec.observability.tracing.address', value);
          const yaml = patchYaml(patch);
          if (yaml === undefined) return;
          const words = [
            'patch',
            'meshconfig',
            'osm-mesh-config',
            '-n',
            'kube-system',
            '--type=merge',
            '-p',
            yaml,
          ];

          expect(await arrived('/bin/sh', commandLine(['kubectl', ...words]))).toEqual(patch);
        }),
        { numRuns: 12 },
      );
    },
  );
});
