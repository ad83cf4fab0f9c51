import { defineCheck } from '../../model/check.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef } from './spec-values.ts';

const path = 'spec.traffic.enableEgress';

export const globalEgress = defineCheck({
  id: 'OSM4005',
  name: 'global-egress',
  area: 'mesh-config',
  severity: 'info',
  title: 'Pods leave the mesh only where a policy lets them',
  failTitle: 'Every pod of the mesh may call any address outside',
  why: 'With global egress on, sidecars pass on whatever they do not know, and Egress policies restrict nothing. AKS ships so, and so does upstream from v1.2.',
  remedy:
    'Leave it on if nobody relies on Egress policies. Before it is turned off, every destination outside needs an Egress policy or an exclusion, Azure services and the API server included: all others are refused at once.',
  source: 'pkg/envoy/lds and charts/osm/templates/preset-mesh-config.yaml, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, path, 'boolean', (on = false) =>
      on
        ? [
            {
              what: 'on',
              on: meshConfigRef(meshConfig),
              says: 'Global egress is on: every pod of the mesh may call any address outside it.',
              mend: [
                {
                  do: 'look',
                  does: 'See which destinations Egress policies allow: without global egress no other is reached',
                  args: ['get', 'egresses.policy.openservicemesh.io', '-A'],
                },
                mendKey(meshConfig, path, false, {
                  does: 'Only once policies or exclusions cover every destination outside: turn global egress off',
                  risk: 'cutsTraffic',
                }),
              ],
            },
          ]
        : [],
    );
  },
});
