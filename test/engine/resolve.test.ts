import { describe, expect, test } from '@jest/globals';
import { openSnapshot } from '../../src/engine/resolve.ts';
import type { InputName, ReadProblem } from '../../src/model/snapshot.ts';
import type { SmallCluster } from '../checks/check-cases.ts';
import { seenIn } from '../checks/seen-in.ts';

const open = (small: Partial<SmallCluster> = {}) => openSnapshot(seenIn({ name: '', ...small }));
const without = (input: InputName, reason: ReadProblem['reason']) =>
  open({ problems: { [input]: { reason, detail: `${input}: ${reason}` } } });

describe('an input', () => {
  test('that was read is known', () => {
    expect(open()('apiServer')).toEqual({ is: 'known', value: { gitVersion: 'v1.31.3' } });
  });

  test('that came in part says why', () => {
    const seen = open({ incomplete: ['namespaces'] })('namespaces');

    expect(seen).toMatchObject({
      is: 'partial',
      because: { reason: 'incomplete', detail: 'namespaces: incomplete' },
    });
    expect('value' in seen && seen.value.length).toBeGreaterThan(0);
  });

  test.each(['forbidden', 'timedOut', 'unreachable', 'incomplete'] as const)('%s is missing', (reason) => {
    expect(without('pods', reason)('pods')).toEqual({
      is: 'missing',
      because: [{ reason, detail: `pods: ${reason}` }],
    });
  });

  test.each(['notAsked', 'notInstalled'] as const)('%s does not apply', (reason) => {
    expect(without('egresses', reason)('egresses')).toEqual({
      is: 'notApplicable',
      because: `egresses: ${reason}`,
      why: reason,
    });
  });
});

describe('a fact', () => {
  test('is computed once, and so is what an input came to', () => {
    const resolve = open();

    expect(resolve('mesh')).toBe(resolve('mesh'));
    expect(resolve('pods')).toBe(resolve('pods'));
  });

  test('of a cluster without the mesh has no meaning', () => {
    expect(open({ cluster: 'nothing-here' })('mesh')).toMatchObject({
      is: 'notApplicable',
      why: 'noMeaning',
    });
  });

  test('that cannot be told is missing, with the reason', () => {
    const edits = ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((name) => ({
      patch: `Deployment kube-system/${name}`,
      with: {
        metadata: { labels: { 'app.kubernetes.io/version': null } },
        spec: { template: { spec: { containers: [{ name, image: `${name}:latest` }] } } },
      },
    }));

    expect(open({ edits })('osmRelease')).toMatchObject({
      is: 'missing',
      because: [{ reason: 'incomplete', detail: expect.stringMatching(/^The version of OSM can't be told/) }],
    });
  });

  test('of what was not read is missing, also through another fact', () => {
    const because = [{ reason: 'forbidden', detail: 'controlPlaneDeployments: forbidden' }];

    expect(without('controlPlaneDeployments', 'forbidden')('mesh')).toEqual({ is: 'missing', because });
    expect(without('controlPlaneDeployments', 'forbidden')('memberships')).toEqual({
      is: 'missing',
      because,
    });
  });

  test('of what came in part is missing', () => {
    expect(open({ incomplete: ['namespaces'] })('memberships')).toEqual({
      is: 'missing',
      because: [{ reason: 'incomplete', detail: 'namespaces: incomplete' }],
    });
  });
});

describe('a fact of what is only read when asked for', () => {
  test('is told of it', () => {
    expect(open()('azure')).toMatchObject({ is: 'known', value: { cluster: { location: 'westeurope' } } });
  });

  test('does without where nobody asked', () => {
    expect(without('managedCluster', 'notAsked')('azure')).toEqual({ is: 'known', value: {} });
  });

  test('has no meaning where that has none', () => {
    expect(open({ cluster: 'nothing-here' })('memberships')).toMatchObject({
      is: 'notApplicable',
      why: 'noMeaning',
    });
  });

  test('is known in a run of one namespace, which asks for less', () => {
    expect(open({ namespace: 'bookbuyer' })('memberships').is).toBe('known');
  });

  test('does not do without where the answer did not come', () => {
    expect(without('managedCluster', 'timedOut')('azure')).toEqual({
      is: 'missing',
      because: [{ reason: 'timedOut', detail: 'managedCluster: timedOut' }],
    });
  });
});
