import type { CheckCases, Edit } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';

const meshConfigs = 'CustomResourceDefinition meshconfigs.config.openservicemesh.io';
const splits = 'CustomResourceDefinition trafficsplits.split.smi-spec.io';
const stored = (crd: string, ...storedVersions: string[]): Edit => ({
  patch: crd,
  with: { status: { storedVersions } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'an upgrade from 1.0 left objects in v1alpha1',
      cluster: 'leftover-conversion',
      expect: [['deprecated', meshConfigs, 'warning']],
    },
    {
      name: 'in 1.1.1',
      cluster: 'healthy-1.1.1',
      edits: [stored(meshConfigs, 'v1alpha1', 'v1alpha2')],
      expect: [['deprecated', meshConfigs, 'warning']],
    },
    {
      name: 'in 1.1.0, the first that deprecates it',
      cluster: 'healthy-1.1.1',
      edits: [stored(meshConfigs, 'v1alpha1', 'v1alpha2'), ...onRelease('v1.1.0', 'osm-system')],
      expect: [['deprecated', meshConfigs, 'warning']],
    },
    {
      name: 'a version that is not listed any more',
      edits: [stored(splits, 'v1alpha1', 'v1alpha2')],
      expect: [['notListed', splits, 'error']],
    },
    {
      name: 'not listed is worse than deprecated, and said once',
      edits: [
        stored(meshConfigs, 'v1alpha1', 'v1alpha2'),
        {
          patch: meshConfigs,
          with: { spec: { versions: [{ name: 'v1alpha2', served: true, storage: true }] } },
        },
      ],
      expect: [['notListed', meshConfigs, 'error']],
    },
    {
      name: 'only some CRDs came',
      cluster: 'leftover-conversion',
      incomplete: ['crds'],
      expect: [['deprecated', meshConfigs, 'warning']],
    },
  ],
  passes: [
    { name: 'v1alpha1 is the only version of 0.11.1', cluster: 'healthy-0.11.1' },
    { name: 'v1alpha1 is the only version of 1.0.0', cluster: 'healthy-1.0.0' },
    { name: 'v1alpha1 is served but not stored', cluster: 'healthy-1.1.1' },
    { name: 'other kinds are at v1alpha1 and stay there' },
    {
      name: 'a stored version that is listed but not served',
      edits: [stored(splits, 'v1alpha2', 'v1alpha4')],
    },
    { name: 'nothing was stored yet', edits: [stored(splits)] },
  ],
  notApplicable: [{ name: 'the control plane is gone', cluster: 'stale-webhooks' }],
  unknown: [{ name: 'only some CRDs came, all in order', incomplete: ['crds'] }],
};
