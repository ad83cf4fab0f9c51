import { describe, expect, test } from '@jest/globals';
import { type KeyPath, mendKey } from '../../../src/checks/mesh-config/judge-key.ts';
import type { OsmVersion } from '../../../src/model/facts.ts';

const meshConfig = {
  apiVersion: 'config.openservicemesh.io/v1alpha2',
  metadata: { namespace: 'kube-system', name: 'osm-mesh-config', labels: {}, annotations: {} },
  spec: {},
};
const before12: OsmVersion = { major: 1, minor: 1, patch: 1 };
const validity = 'spec.certificate.serviceCertValidityDuration';

describe('a key that is set', () => {
  test.each([
    { path: 'spec.sidecar.logLevel', felt: 'newPods', says: 'until they restart' },
    { path: validity, version: before12, felt: 'controlPlaneRestart', says: 'has restarted' },
    { path: validity, felt: 'atOnce', says: 'renewal' },
    { path: 'spec.traffic.enableEgress', felt: 'atOnce', says: 'Set it' },
  ] as readonly { path: KeyPath; version?: OsmVersion; felt: string; says: string }[])(
    '$path: is felt as the table of keys knows for the release',
    ({ path, version, felt, says }) => {
      const { takesEffect, does } = mendKey(meshConfig, path, 'x', {
        does: 'Set it',
        ...(version === undefined ? {} : { version }),
      });

      expect(takesEffect).toBe(felt);
      expect(does).toMatch(says);
    },
  );

  test('changes nothing where OSM acts so already', () => {
    const patch = mendKey(meshConfig, 'spec.certificate.certKeyBitSize', 2048, {
      does: 'Write what counts',
      alreadySo: true,
    });

    expect(patch).toMatchObject({ does: 'Write what counts', takesEffect: 'atOnce' });
  });
});
