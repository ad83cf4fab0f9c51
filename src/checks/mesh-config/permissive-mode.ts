import { defineCheck } from '../../model/check.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef } from './spec-values.ts';

const path = 'spec.traffic.enablePermissiveTrafficPolicyMode';

export const permissiveMode = defineCheck({
  id: 'OSM4004',
  name: 'permissive-mode',
  area: 'mesh-config',
  severity: 'info',
  title: 'Permissive mode is off: access policies count',
  failTitle: 'Permissive mode is on: access policies do not count',
  why: 'Every pod of the mesh reaches every other, whatever TrafficTargets say. AKS ships so, and so does upstream from v1.2.',
  remedy:
    'Leave it on if nobody relies on access policies. Before it is turned off, every call that must go on needs a TrafficTarget: all others are refused at once.',
  source: 'pkg/catalog and charts/osm/templates/preset-mesh-config.yaml, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, path, 'boolean', (on = false) =>
      on
        ? [
            {
              what: 'on',
              on: meshConfigRef(meshConfig),
              says: 'Permissive mode is on: every pod of the mesh reaches every other, and TrafficTargets are ignored.',
              mend: [
                {
                  do: 'look',
                  does: 'See which calls TrafficTargets allow: without permissive mode no other gets through',
                  args: ['get', 'traffictargets.access.smi-spec.io', '-A'],
                },
                mendKey(meshConfig, path, false, {
                  does: 'Only once TrafficTargets allow every call that must go on: turn permissive mode off',
                  risk: 'cutsTraffic',
                }),
              ],
            },
          ]
        : [],
    );
  },
});
