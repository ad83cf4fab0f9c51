import { defineCheck } from '../../model/check.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef } from './spec-values.ts';

const path = 'spec.observability.enableDebugServer';

export const debugServer = defineCheck({
  id: 'OSM4011',
  name: 'debug-server',
  area: 'mesh-config',
  severity: 'info',
  title: "The controller's debug server is off",
  failTitle: "The controller's debug server is on",
  why: 'Its port 9092 shows the configuration of every sidecar to whoever reaches it from inside the cluster, without sign-in. AKS ships so.',
  remedy:
    'Turn it off if pods that are not trusted can reach the namespace of the control plane. Support tools that read the debug server (osm proxy get, bug reports) then get nothing until it is on again.',
  source: 'pkg/debugger and pkg/configurator, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, path, 'boolean', (on = false) =>
      on
        ? [
            {
              what: 'on',
              on: meshConfigRef(meshConfig),
              says: 'The debug server is on: port 9092 of osm-controller shows the configuration of the mesh without sign-in.',
              mend: [mendKey(meshConfig, path, false, { does: 'Turn the debug server off' })],
            },
          ]
        : [],
    );
  },
});
