import { defineCheck } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import { meshConfigRef, placeOf, setKey, valueAt } from './spec-values.ts';

const flag = 'spec.featureFlags.enableEgressPolicy';

export const egressPolicyOn = defineCheck({
  id: 'OSM4017',
  name: 'egress-policy-on',
  area: 'mesh-config',
  severity: 'warning',
  title: 'Egress policies, where there are any, are switched on',
  failTitle: 'There are Egress policies, and they are switched off',
  why: 'With enableEgressPolicy off OSM ignores every Egress without a word: what it should allow is refused while egress is off, and what it should route goes by as it is.',
  remedy: 'Switch enableEgressPolicy on, or delete the Egress policies that nobody needs.',
  source:
    'pkg/catalog/egress.go and pkg/configurator, v0.11.1 to v1.2.4. IngressBackend has no such rule from v1.0.0 on',
  reads: ['egresses', 'meshConfig'],
  itemwise: ['egresses'],
  run({ egresses, meshConfig }) {
    if (egresses.length === 0 || valueAt(meshConfig, flag) === true) return [];
    const names = egresses.map(placeOf);
    return [
      {
        what: 'switchedOff',
        on: meshConfigRef(meshConfig),
        says: `OSM ignores ${egresses.length} Egress (${fewOf(names)}), since ${flag} is not true.`,
        mend: [setKey(meshConfig, flag, true, { does: 'Switch Egress policies on, for the whole mesh' })],
      },
    ];
  },
});
