import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ObjectRef, RemedyIntent } from '../../src/model/remedy.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { hostileText, hostileWords, strangeWords } from './hostile-text.ts';
import { wordsSeenBy } from './shells.ts';

const does = 'Do it';
const till: ObjectRef = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'till' };

/** Every intent that names an object. */
function intentsOn(object: ObjectRef): RemedyIntent[] {
  return [
    { do: 'restart', workload: object },
    { do: 'label', on: object, key: 'a', value: 'b', was: 'c', does },
    { do: 'annotate', on: object, key: 'a', value: 'b', was: 'c', does },
    { do: 'delete', object, does, risk: 'changesCluster' },
    { do: 'patch', object, patch: {}, undo: {}, does },
    { do: 'jsonPatch', object, patch: [], undo: [], does },
  ];
}

const lookInstead = {
  does: 'See the pods yourself: a name in this finding cannot be written into a command safely',
  risk: 'readOnly',
  command: 'kubectl get pods -A',
};

function expectLook(intent: RemedyIntent): void {
  const remedy = buildRemedy(intent, {});

  expect(remedy).toMatchObject(lookInstead);
  expect(remedy).not.toHaveProperty('undo');
}

describe('an object whose name kubectl could misread', () => {
  test.each(hostileWords)('is never named: %j', (word) => {
    for (const part of ['kind', 'namespace', 'name'] as const) {
      // `A` is a kind as good as any.
      if (part === 'kind' && word === 'A') continue;
      for (const intent of intentsOn({ ...till, [part]: word })) expectLook(intent);
    }
  });

  test('is not named by its group either', () => {
    const apiVersion = 'x,secrets.openservicemesh.io/v1';

    for (const intent of intentsOn({ ...till, apiVersion })) expectLook(intent);
  });

  test('is named without what only looks like a group: nobody has looked at that', () => {
    const apiVersion = 'x,secrets.openservicemesh.io';

    for (const intent of intentsOn({ ...till, apiVersion })) {
      expect(buildRemedy(intent, {}).command).toMatch(/ deployment till -n shop/);
    }
  });

  test('one of Kubernetes is', () => {
    for (const name of ['till', 'till-7d9f.v1', '0']) {
      for (const intent of intentsOn({ ...till, name })) {
        expect(buildRemedy(intent, {}).command).toMatch(new RegExp(` deployment ${name} -n shop`));
      }
    }
  });

  test('no word comes from it, whatever it holds', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, hostileText, (apiVersion, kind, namespace, name) => {
        for (const intent of intentsOn({ apiVersion, kind, namespace, name })) {
          const { command, undo = '' } = buildRemedy(intent, {});
          // Only names of letters, digits, dots and dashes are left, so the words are plain to see.
          const words = `${command} ${undo}`
            .split(' ')
            .filter((word) => word !== '' && !["'{}'", "'[]'"].includes(word));

          expect(strangeWords(words)).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('labels and annotations', () => {
  test.each(['-x', 'a b', 'a/b/c', '/a', 'a/', 'a=b', '', '--all', 'A_B/c'])('key %j is none', (key) => {
    expectLook({ do: 'label', on: till, key, value: 'b', does });
    expectLook({ do: 'annotate', on: till, key, value: null, was: 'b', does });
  });

  test.each(['two words', '-x', 'a/b', `a${'b'.repeat(63)}`, 'a\n'])('label value %j is none', (value) => {
    expectLook({ do: 'label', on: till, key: 'a', value, does });
    expectLook({ do: 'label', on: till, key: 'a', value: null, was: value, does });
  });

  test.each(['', 'osm', 'A.b_c-1'])('label value %j is one', (value) => {
    expect(buildRemedy({ do: 'label', on: till, key: 'a', value, does }, {}).command).toBe(
      `kubectl label deployment till -n shop a=${value} --overwrite`,
    );
  });

  test('an annotation may hold anything: it stands behind its key', () => {
    const intent: RemedyIntent = { do: 'annotate', on: till, key: 'a', value: '--all', was: '\n-A', does };
    const { command, undo = '' } = buildRemedy(intent, {});

    expect(wordsSeenBy('/bin/sh', `${command}\n${undo}`).filter((word) => word.startsWith('-'))).toEqual([
      ...['-n', '--overwrite'],
      ...['-n', '--overwrite'],
    ]);
  });
});

describe('a look', () => {
  const look = (...args: readonly string[]): RemedyIntent => ({ do: 'look', does, args });

  test.each([
    [['get', 'deployment', '--all', '-n', 'shop']],
    [['get', 'deployment', 'till', '-n', '--all-namespaces']],
    [['get', 'deployment', 'till', '--server=http://evil']],
    [['get', 'deployment', 'till', '-A=true']],
    [['get', 'deployment', 'a,b']],
    [['get', 'deployment', 'secret/db']],
    [['get', 'a/b/c']],
    [['rollout', 'restart', 'deployment', 'a/b']],
    [['get', 'pods', '-l', '--all']],
    [['get', 'pods', '-o', '-w']],
    [['get', 'pods', '-n']],
    [['get', '--raw']],
    [['logs', '-f', '-n', 'shop']],
    [['logs', 'till', '-c', '--all-containers']],
    [['logs', 'till', '-c', 'a,b']],
    [['get', 'pods', '-n', 'a,b']],
    [['get', 'pods,--all']],
    [['get', 'deployment/--all']],
    [['get', '']],
  ])('%j is not typed', (args) => {
    expectLook(look(...args));
  });

  test.each([
    [['get', '--raw', '/readyz?verbose']],
    [['get', 'deployments,services', '-n', 'osm-system', '-l', 'app.kubernetes.io/name=openservicemesh.io']],
    [['logs', 'deployment/osm-controller', '-n', 'kube-system', '--tail=100']],
    [['logs', 'till', '-n', 'shop', '-c', 'app', '--previous', '--tail=100']],
    [['rollout', 'status', 'deployment/osm-injector', '-n', 'kube-system', '--watch=false']],
    [['get', 'deployments', '-A', '-l', 'app in (a,b)', '-L', 'meshName']],
    [['auth', 'can-i', 'list', 'meshconfigs.config.openservicemesh.io', '-A']],
    [['get', 'deployment', 'till', '-n', 'shop', '-o', 'jsonpath={.spec}']],
  ])('%j is typed as it is', (args) => {
    const { command } = buildRemedy(look(...args), {});

    expect(wordsSeenBy('/bin/sh', command)).toEqual(args);
  });
});
