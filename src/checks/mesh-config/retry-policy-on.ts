import { defineCheck } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import { compareVersions, showVersion } from '../../osm/versions.ts';
import { meshConfigRef, placeOf, setKey, valueAt } from './spec-values.ts';

const flag = 'spec.featureFlags.enableRetryPolicy';

export const retryPolicyOn = defineCheck({
  id: 'OSM4019',
  name: 'retry-policy-on',
  area: 'mesh-config',
  severity: 'warning',
  title: 'Retry policies, where there are any, are switched on',
  failTitle: 'There are Retry policies, and they are switched off',
  why: 'With enableRetryPolicy off, which is the default, OSM ignores every Retry without a word: failed requests are not tried again.',
  remedy: 'Switch enableRetryPolicy on, or delete the Retry policies that nobody needs.',
  source: 'pkg/catalog/retry.go and pkg/configurator, v1.1.0 to v1.2.4; no earlier release reads the flag',
  reads: ['meshConfig', 'osmRelease', 'retries'],
  itemwise: ['retries'],
  run({ meshConfig, osmRelease, retries }) {
    if (compareVersions(osmRelease.version, { major: 1, minor: 1, patch: 0 }) < 0) {
      return { notApplicable: `OSM ${showVersion(osmRelease.version)} has no Retry policies.` };
    }
    if (retries.length === 0 || valueAt(meshConfig, flag) === true) return [];
    const names = retries.map(placeOf);
    return [
      {
        what: 'switchedOff',
        on: meshConfigRef(meshConfig),
        says: `OSM ignores ${retries.length} Retry (${fewOf(names)}), since ${flag} is not true.`,
        mend: [setKey(meshConfig, flag, true, { does: 'Switch Retry policies on, for the whole mesh' })],
      },
    ];
  },
});
