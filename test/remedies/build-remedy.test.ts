import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ObjectRef, RemedyIntent } from '../../src/model/remedy.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { wordsSeenBy } from './shells.ts';

const injector: ObjectRef = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'kube-system',
  name: 'osm-injector',
};
const shop: ObjectRef = { apiVersion: 'v1', kind: 'Namespace', name: 'shop' };
const meshConfig: ObjectRef = {
  apiVersion: 'config.openservicemesh.io/v1alpha2',
  kind: 'MeshConfig',
  namespace: 'kube-system',
  name: 'osm-mesh-config',
};

const command = (intent: RemedyIntent) => buildRemedy(intent, {}).command;

describe('look', () => {
  const look: RemedyIntent = { do: 'look', does: 'See pods', args: ['get', 'pods', '-l', 'two words'] };

  test('takes the words as they are and changes nothing', () => {
    expect(buildRemedy(look, {})).toEqual({
      does: 'See pods',
      risk: 'readOnly',
      command: "kubectl get pods -l 'two words'",
      takesEffect: 'atOnce',
      proof: { by: 'none', because: 'It changes nothing, so there is nothing to prove.' },
    });
  });
});

describe('restart', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet'])('rolls a %s', (kind) => {
    const { risk, undo, does, ...remedy } = buildRemedy(
      { do: 'restart', workload: { ...injector, kind } },
      {},
    );

    expect(remedy.command).toBe(`kubectl rollout restart ${kind.toLowerCase()} osm-injector -n kube-system`);
    expect(does).toBe(`Restart the pods of ${kind} osm-injector, a few at a time`);
    expect([risk, undo]).toEqual(['restartsPods', undefined]);
  });

  test('says when it cuts traffic, and in whose words', () => {
    const intent = { do: 'restart', workload: injector, does: 'With the new CA', cutsTraffic: true } as const;

    expect(buildRemedy(intent, {})).toMatchObject({ risk: 'cutsTraffic', does: 'With the new CA' });
  });

  test('deletes a pod that stands for itself', () => {
    const workload = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'till' };
    const remedy = buildRemedy({ do: 'restart', workload }, {});

    expect(remedy.command).toBe('kubectl delete pod till -n shop');
    expect(remedy).toMatchObject({ risk: 'restartsPods' });
    expect(remedy.does).toMatch(/must make it again/);
    expect(remedy).not.toHaveProperty('undo');
  });
});

describe('label and annotate', () => {
  const mark = { on: shop, key: 'openservicemesh.io/x', does: 'Mark it' } as const;

  test.each(['label', 'annotate'] as const)('%s sets a value that was not there', (verb) => {
    expect(buildRemedy({ do: verb, ...mark, value: 'osm' }, {})).toMatchObject({
      command: `kubectl ${verb} namespace shop openservicemesh.io/x=osm --overwrite`,
      undo: `kubectl ${verb} namespace shop openservicemesh.io/x-`,
      risk: 'changesCluster',
      takesEffect: 'atOnce',
    });
  });

  test('label replaces a value and can bring it back', () => {
    expect(buildRemedy({ do: 'label', ...mark, value: 'osm', was: 'mine' }, {}).undo).toBe(
      'kubectl label namespace shop openservicemesh.io/x=mine --overwrite',
    );
  });

  test('annotate brings back any value', () => {
    expect(buildRemedy({ do: 'annotate', ...mark, value: 'osm', was: 'not mine' }, {}).undo).toBe(
      "kubectl annotate namespace shop 'openservicemesh.io/x=not mine' --overwrite",
    );
  });

  test.each(['label', 'annotate'] as const)('%s takes a value away and can bring it back', (verb) => {
    expect(buildRemedy({ do: verb, ...mark, value: null, was: '' }, {})).toMatchObject({
      command: `kubectl ${verb} namespace shop openservicemesh.io/x-`,
      undo: `kubectl ${verb} namespace shop openservicemesh.io/x= --overwrite`,
    });
  });

  test('keeps the risk and the time of effect that the check names', () => {
    const intent = {
      do: 'label',
      ...mark,
      value: 'osm',
      takesEffect: 'newPods',
      risk: 'cutsTraffic',
    } as const;

    expect(buildRemedy(intent, {})).toMatchObject({ takesEffect: 'newPods', risk: 'cutsTraffic' });
  });
});

describe('delete', () => {
  test('names the object and claims no undo', () => {
    const object = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      name: 'aks-osm-webhook-osm',
    };
    const remedy = buildRemedy({ do: 'delete', object, does: 'Clean up', risk: 'changesCluster' }, {});

    expect(remedy).toMatchObject({
      does: 'Clean up',
      risk: 'changesCluster',
      command: 'kubectl delete mutatingwebhookconfiguration aks-osm-webhook-osm',
    });
    expect(remedy).not.toHaveProperty('undo');
  });
});

describe('patch', () => {
  const patch = { spec: { sidecar: { envoyImage: null, logLevel: "it's" } } };
  const intent = { do: 'patch', object: meshConfig, patch, does: 'Unpin' } as const;
  const patched = 'kubectl patch meshconfig.config.openservicemesh.io osm-mesh-config -n kube-system';

  test('merges, null and quotes included', () => {
    expect(buildRemedy({ ...intent, undo: { spec: { sidecar: { envoyImage: 'old' } } } }, {})).toMatchObject({
      command: `${patched} --type=merge -p '{"spec":{"sidecar":{"envoyImage":null,"logLevel":"it'\\''s"}}}'`,
      undo: `${patched} --type=merge -p '{"spec":{"sidecar":{"envoyImage":"old"}}}'`,
      risk: 'changesCluster',
      takesEffect: 'atOnce',
    });
  });

  test('claims no undo where none is known', () => {
    expect(buildRemedy(intent, {})).not.toHaveProperty('undo');
  });
});

describe('jsonPatch', () => {
  const test0 = { op: 'test', path: '/spec/ports/0/port', value: 5432 } as const;
  const path = '/spec/ports/0/appProtocol';
  const object = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'db' };
  const intent: RemedyIntent = {
    do: 'jsonPatch',
    object,
    patch: [test0, { op: 'add', path, value: 'tcp' }],
    undo: [test0, { op: 'remove', path }],
    does: 'Name it',
  };

  test('applies its operations, and the undo its own', () => {
    expect(buildRemedy(intent, {})).toEqual({
      does: 'Name it',
      risk: 'changesCluster',
      command: `kubectl patch service db -n shop --type=json -p '[{"op":"test","path":"/spec/ports/0/port","value":5432},{"op":"add","path":"/spec/ports/0/appProtocol","value":"tcp"}]'`,
      undo: `kubectl patch service db -n shop --type=json -p '[{"op":"test","path":"/spec/ports/0/port","value":5432},{"op":"remove","path":"/spec/ports/0/appProtocol"}]'`,
      takesEffect: 'atOnce',
      proof: { by: 'none', because: 'It was not tried against the API server.' },
    });
  });

  test('keeps the risk, and claims no undo where none is known', () => {
    const { undo: _, ...onward } = intent as RemedyIntent & { do: 'jsonPatch' };
    const remedy = buildRemedy({ ...onward, risk: 'cutsTraffic', takesEffect: 'newPods' }, {});

    expect(remedy).toMatchObject({ risk: 'cutsTraffic', takesEffect: 'newPods' });
    expect(remedy).not.toHaveProperty('undo');
  });

  test('has no double quotes for PowerShell', () => {
    expect(buildRemedy(intent, {}, 'powershell').command).toBe(
      "kubectl patch service db -n shop --type=json -p '[{op: test, path: ''/spec/ports/0/port'', value: 5432}, {op: add, path: ''/spec/ports/0/appProtocol'', value: tcp}]'",
    );
  });
});

describe('every command', () => {
  const remove = (object: ObjectRef): RemedyIntent => ({
    do: 'delete',
    object,
    does: 'Clean up',
    risk: 'changesCluster',
  });

  test.each([
    ['config.openservicemesh.io/v1alpha2', 'MeshConfig', 'meshconfig.config.openservicemesh.io'],
    ['policy.openservicemesh.io/v1alpha1', 'Egress', 'egress.policy.openservicemesh.io'],
    ['specs.smi-spec.io/v1alpha4', 'HTTPRouteGroup', 'httproutegroup.specs.smi-spec.io'],
    ['apps/v1', 'Deployment', 'deployment'],
    ['v1', 'Secret', 'secret'],
    [undefined, 'ConfigMap', 'configmap'],
  ])('names %s %s as %s', (apiVersion, kind, resource) => {
    const object = {
      ...(apiVersion === undefined ? {} : { apiVersion }),
      kind,
      namespace: 'shop',
      name: 'a',
    };

    expect(command(remove(object))).toBe(`kubectl delete ${resource} a -n shop`);
  });

  test('names the context when it is known, and so does its undo', () => {
    const intent = { do: 'label', on: shop, key: 'a', value: 'b', does: 'Mark it' } as const;

    expect(buildRemedy(intent, { context: 'prod admin' })).toMatchObject({
      command: "kubectl --context 'prod admin' label namespace shop a=b --overwrite",
      undo: "kubectl --context 'prod admin' label namespace shop a-",
    });
  });

  test('names the kubeconfig as well where one was given', () => {
    const intent = { do: 'look', args: ['get', 'pods', '-A'], does: 'See them' } as const;

    expect(buildRemedy(intent, { context: 'prod', kubeconfig: '/my files/config' }).command).toBe(
      "kubectl --kubeconfig '/my files/config' --context prod get pods -A",
    );
  });

  test('reaches kubectl word by word, whatever contexts and annotations hold', () => {
    const text = fc.string({ unit: 'binary' }).map((word) => word.replaceAll('\0', ''));
    fc.assert(
      fc.property(text, text, (context, value) => {
        const on = { kind: 'Pod', namespace: 'shop', name: 'till' };
        const remedy = buildRemedy(
          { do: 'annotate', on, key: 'a', value, was: `${value}!`, does: 'Mark it' },
          { context },
        );
        const words = ['--context', context, 'annotate', 'pod', 'till', '-n', 'shop'];

        expect(wordsSeenBy('/bin/sh', `${remedy.command}\n${remedy.undo ?? ''}`)).toEqual([
          ...[...words, `a=${value}`, '--overwrite'],
          ...[...words, `a=${value}!`, '--overwrite'],
        ]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what cannot be written safely', () => {
  test('is looked at instead, and that changes nothing', () => {
    const workload = { ...injector, name: '--all' };

    expect(buildRemedy({ do: 'restart', workload }, {})).toEqual({
      does: 'See the pods yourself: a name in this finding cannot be written into a command safely',
      risk: 'readOnly',
      command: 'kubectl get pods -A',
      takesEffect: 'atOnce',
      proof: { by: 'none', because: 'It changes nothing, so there is nothing to prove.' },
    });
  });
});

describe('a patch in PowerShell, which takes double quotes away', () => {
  test('is written as YAML', () => {
    const intent: RemedyIntent = {
      do: 'patch',
      object: meshConfig,
      patch: { spec: { traffic: { enableEgress: true } } },
      undo: { spec: { traffic: { enableEgress: null } } },
      does: 'Let everything out',
    };
    const { command, undo } = buildRemedy(intent, {}, 'powershell');

    for (const typed of [command, undo]) {
      expect(typed).toMatch(
        /^kubectl patch meshconfig[.a-z]+ osm-mesh-config -n kube-system --type=merge -p /,
      );
      expect(typed).not.toContain('"');
    }
  });
});
