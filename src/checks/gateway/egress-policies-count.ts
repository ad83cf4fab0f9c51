import { defineCheck } from '../../model/check.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { judgeKey, mendKey } from '../mesh-config/judge-key.ts';
import { meshConfigRef } from '../mesh-config/spec-values.ts';
import { egressPolicyOff, isEgressPolicyOn } from './egress-parts.ts';

const path = 'spec.traffic.enableEgress';

export const egressPoliciesCount = defineCheck({
  id: 'OSM8009',
  name: 'egress-policies-count',
  area: 'gateway',
  severity: 'warning',
  title: 'Egress policies decide what leaves the mesh',
  failTitle: 'Egress policies restrict nothing',
  why: 'While global egress is on every pod of the mesh may call every address. Egress policies then allow nothing that is not allowed anyway: whoever wrote them to keep traffic in is mistaken.',
  remedy:
    'Turn global egress off once policies or exclusions cover every destination outside; or delete the policies that nobody needs.',
  source: 'pkg/envoy/lds/listener.go and pkg/catalog/egress.go, v0.11.1 to v1.2.4',
  reads: ['egresses', 'memberships', 'meshConfig'],
  itemwise: ['egresses'],
  run({ egresses, memberships, meshConfig }) {
    if (!isEgressPolicyOn(meshConfig)) return egressPolicyOff;
    const policies = watchedPolicies(egresses, memberships);
    return judgeKey(meshConfig, path, 'boolean', (on = false) => {
      if (!on || policies.length === 0) return [];
      const names = listed(policies.map(({ metadata }) => fullNameOf(metadata)));
      return [
        {
          what: 'restrictNothing',
          on: meshConfigRef(meshConfig),
          says: `Global egress is on: every pod of the mesh may call any address outside, whatever Egress policies say (${policies.length}: ${names}).`,
          mend: [
            {
              do: 'look',
              does: 'See what Egress policies allow: without global egress nothing else is reached',
              args: ['get', 'egresses.policy.openservicemesh.io', '-A'],
            },
            mendKey(meshConfig, path, false, {
              does: 'Only once policies or exclusions cover every destination outside: turn global egress off',
              risk: 'cutsTraffic',
            }),
          ],
        },
      ];
    });
  },
});
