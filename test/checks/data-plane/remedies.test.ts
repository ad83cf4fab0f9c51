import { describe, expect, test } from '@jest/globals';
import { oneSidecarImage } from '../../../src/checks/data-plane/one-sidecar-image.ts';
import { podsCanBeCreated } from '../../../src/checks/data-plane/pods-can-be-created.ts';
import { protocolsAgree } from '../../../src/checks/data-plane/protocols-agree.ts';
import { protocolsNamed } from '../../../src/checks/data-plane/protocols-named.ts';
import { proxyUuids } from '../../../src/checks/data-plane/proxy-uuids.ts';
import { sidecarsCurrent } from '../../../src/checks/data-plane/sidecars-current.ts';
import { sidecarsKeepRunning } from '../../../src/checks/data-plane/sidecars-keep-running.ts';
import { sidecarsReady } from '../../../src/checks/data-plane/sidecars-ready.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import type { Check } from '../../../src/model/check.ts';
import type { RemedyIntent } from '../../../src/model/remedy.ts';
import type { CheckCases } from '../check-cases.ts';
import { seenIn } from '../seen-in.ts';

interface Told {
  readonly says: readonly string[];
  readonly intents: readonly RemedyIntent[];
}

/** What a case that fires says and proposes. */
async function told(check: Check, name: string): Promise<Told> {
  const { cases } = (await import(`./${check.name}.cases.ts`)) as { cases: CheckCases };
  const small = cases.fires.find((candidate) => candidate.name === name);
  if (small === undefined) throw new Error(`${check.id} has no case ${name}`);
  const intents: RemedyIntent[] = [];
  const { results } = runChecks(seenIn(small), [check], (intent) => {
    intents.push(intent);
    return {
      does: '',
      risk: 'readOnly',
      command: '',
      takesEffect: 'atOnce',
      proof: { by: 'none', because: '' },
    };
  });
  const [result] = results;
  const says = result?.outcome.is === 'failed' ? result.outcome.findings.map((finding) => finding.says) : [];
  return { says, intents };
}

const till = (kind: string, apiVersion = 'apps/v1') => ({
  apiVersion,
  kind,
  namespace: 'bookbuyer',
  name: 'till',
});
const restart = (kind: string) => expect.objectContaining({ do: 'restart', workload: till(kind) });
const look = (...args: string[]) =>
  expect.objectContaining({ do: 'look', args: expect.arrayContaining(args) });

describe('a restart is proposed where new pods get a sidecar, and only there', () => {
  test.each<[Check, string, unknown[]]>([
    [sidecarsCurrent, 'four pods of one Deployment that are older than the update', [restart('Deployment')]],
    [sidecarsCurrent, 'one of two pods would get no sidecar any more', [look('namespace', 'bookbuyer')]],
    [
      sidecarsCurrent,
      "on the host's network, where new pods get no sidecar from 1.0 on",
      [look('pods', 'bookbuyer')],
    ],
    [sidecarsCurrent, 'new pods there get no sidecar now', [look('namespace', 'bookbuyer')]],
    [sidecarsCurrent, 'MeshConfig pins an older image: a restart would bring it', Array(3).fill(look('-A'))],
    [oneSidecarImage, 'some pods of a Deployment were replaced after an update', [restart('Deployment')]],
    [proxyUuids, 'on all pods of a Deployment: one finding', [restart('Deployment')]],
  ])('%#', async (check, name, expected) => {
    expect((await told(check, name)).intents).toEqual(expected);
  });
});

describe('a protocol is named at the place of its port', () => {
  const at = (index: number, port: number) => ({
    op: 'test',
    path: `/spec/ports/${index}/port`,
    value: port,
  });
  const path = (index: number) => `/spec/ports/${index}/appProtocol`;

  test('each port by its own word, with an undo', async () => {
    const { intents } = await told(protocolsNamed, 'two ports of one Service are one finding');

    expect(intents).toEqual([
      {
        do: 'jsonPatch',
        object: { apiVersion: 'v1', kind: 'Service', namespace: 'bookstore', name: 'db' },
        patch: [
          at(1, 3306),
          { op: 'add', path: path(1), value: 'tcp-server-first' },
          at(2, 6379),
          { op: 'add', path: path(2), value: 'tcp' },
        ],
        undo: [at(1, 3306), { op: 'remove', path: path(1) }, at(2, 6379), { op: 'remove', path: path(2) }],
        does: 'Name the protocol of port 3306 (spec.ports[1]), port 6379 (spec.ports[2]): tcp-server-first and tcp',
      },
    ]);
  });

  test('the undo brings an unknown word back', async () => {
    const { intents } = await told(protocolsNamed, 'appProtocol "redis", which OSM does not know');

    expect(intents).toMatchObject([
      {
        patch: [at(0, 7000), { op: 'add', path: path(0), value: 'tcp' }],
        undo: [at(0, 7000), { op: 'replace', path: path(0), value: 'redis' }],
      },
    ]);
  });

  test.each([
    'appProtocol "example.com/own", which OSM does not know',
    'an unknown word of an unlucky sort',
    'on 0.11.1, where MySQL has no word at all',
    'tcp-server-first on 0.11.1',
  ])('nobody is told what we do not know: %s', async (name) => {
    expect((await told(protocolsNamed, name)).intents).toEqual([look('service', 'db')]);
  });

  test('enforced policies have to allow it first', async () => {
    const { intents } = await told(protocolsNamed, 'where policies are enforced');

    expect(intents).toMatchObject([{ risk: 'cutsTraffic', does: expect.stringContaining('TCPRoute') }]);
  });

  test('the Service that says nothing follows the others where they agree', async () => {
    const { intents } = await told(protocolsAgree, 'three Services, of which two say the same');

    expect(intents).toMatchObject([
      { object: { name: 'db-metrics' }, patch: [at(0, 7000), { op: 'add', path: path(0), value: 'tcp' }] },
    ]);
  });

  test('else each is looked at', async () => {
    const { intents } = await told(protocolsAgree, 'three Services that say three things');

    expect(intents).toEqual(['db', 'db-headless', 'db-metrics'].map((name) => look('service', name)));
  });
});

describe('where to look', () => {
  test.each<[Check, string, unknown[]]>([
    [podsCanBeCreated, 'the injector does not answer', [look('pods', 'app=osm-injector')]],
    [podsCanBeCreated, 'its certificate is not trusted', [look('mutatingwebhookconfigurations')]],
    [podsCanBeCreated, 'an annotation that it cannot read', [look('namespace', 'bookbuyer')]],
    [podsCanBeCreated, 'it has no image for osm-init', [look('meshconfigs.config.openservicemesh.io')]],
    [
      sidecarsKeepRunning,
      'OOMKilled this morning, and running again',
      [look('-A'), look('describe', 'till')],
    ],
    [sidecarsKeepRunning, 'a crash loop', [look('logs', '--previous'), look('describe', 'till')]],
    [sidecarsReady, 'osm-init fails again and again', [look('logs', 'osm-init')]],
    [sidecarsReady, 'osm-init may not run as root', [look('describe', 'till')]],
    [sidecarsReady, 'osm-init does not end', [look('logs', 'osm-init')]],
    [sidecarsReady, 'it runs and is not ready', [look('logs', 'envoy'), look('describe', 'till')]],
    [sidecarsReady, 'the image of the sidecar cannot be pulled', [look('describe', 'till')]],
    [sidecarsReady, 'nothing started, and the kubelet says nothing', [look('describe', 'till')]],
  ])('%#', async (check, name, expected) => {
    expect((await told(check, name)).intents).toEqual(expected);
  });
});

describe('what is said', () => {
  test.each<[Check, string, string]>([
    [
      sidecarsReady,
      'twenty pods of one Deployment are one finding',
      '20 pods of Deployment till in namespace bookbuyer, such as till-5d4f-0: the sidecar waits with ImagePullBackOff, and all traffic goes through it.',
    ],
    [
      sidecarsReady,
      'osm-init fails again and again',
      'Pod till in namespace bookbuyer: osm-init waits with CrashLoopBackOff after exit code 1, so no container starts.',
    ],
    [
      sidecarsKeepRunning,
      'a crash loop',
      'Pod till in namespace bookbuyer: the sidecar is in CrashLoopBackOff, 4 restarts so far, its last end with exit code 139.',
    ],
    [
      podsCanBeCreated,
      'an annotation that it cannot read',
      'Deployment bookbuyer in namespace bookbuyer has 1 of 3 pods: osm-injector refuses new pods that have an annotation it cannot read, for "Invalid annotation value for key \\"openservicemesh.io/sidecar-injection\\": enable".',
    ],
    [
      oneSidecarImage,
      'some pods of a Deployment were replaced after an update',
      'Deployment till in namespace bookbuyer runs 2 sidecar images: mcr.microsoft.com/oss/envoyproxy/envoy:v1.22.2 (1 pod), mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8 (2 pods).',
    ],
    [
      oneSidecarImage,
      'one build under two names, and an older one',
      'Deployment till in namespace bookbuyer runs 2 sidecar images: mcr.microsoft.com/oss/envoyproxy/envoy:v1.22.2 (1 pod), mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8 (2 pods).',
    ],
  ])('%#', async (check, name, says) => {
    expect((await told(check, name)).says).toEqual([says]);
  });
});
