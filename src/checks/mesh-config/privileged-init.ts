import { defineCheck } from '../../model/check.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef } from './spec-values.ts';

const path = 'spec.sidecar.enablePrivilegedInitContainer';

export const privilegedInit = defineCheck({
  id: 'OSM4008',
  name: 'privileged-init',
  area: 'mesh-config',
  severity: 'warning',
  title: 'The init container osm-init does not run privileged',
  failTitle: 'The init container osm-init runs privileged',
  why: 'A privileged container has every right on its node, and namespaces under the pod security levels baseline or restricted refuse such pods.',
  remedy:
    'Turn it off unless the nodes need it (some with SELinux, such as OpenShift, do; those of AKS do not), and restart the workloads of the mesh. Try one workload first: without it osm-init must be able to set iptables with the capability NET_ADMIN.',
  source: 'pkg/injector/init_container.go, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, path, 'boolean', (on = false) =>
      on
        ? [
            {
              what: 'privileged',
              on: meshConfigRef(meshConfig),
              says: 'enablePrivilegedInitContainer is true: osm-init of every new pod runs with every right on its node.',
              mend: [
                mendKey(meshConfig, path, false, {
                  does: 'Run osm-init with NET_ADMIN and no more',
                }),
              ],
            },
          ]
        : [],
    );
  },
});
