import { defineCheck, type Verdict } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Mesh } from '../../model/facts.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { judgeKey } from './judge-key.ts';
import { meshConfigRef, setKey } from './spec-values.ts';
import { lacksPort, type Target, targetOf } from './target-of.ts';

const tracing = 'spec.observability.tracing';
const addressPath = `${tracing}.address` as const;
const portPath = `${tracing}.port` as const;

export const tracingCollector = defineCheck({
  id: 'OSM4015',
  name: 'tracing-collector',
  area: 'mesh-config',
  severity: 'warning',
  title: 'The collector that traces are sent to exists',
  failTitle: 'Traces are sent to a collector that does not exist',
  why: 'Every sidecar sends its spans to this one address; where there is nothing they are lost without a word.',
  remedy:
    'Install the collector, name the right one in observability.tracing.address, or switch tracing off. Without an address OSM takes jaeger in its own namespace.',
  source: 'pkg/configurator/methods.go (GetTracingHost, GetTracingPort), v0.11.1 to v1.2.4',
  reads: ['mesh', 'meshConfig', 'services'],
  run({ mesh, meshConfig, services }) {
    return judgeKey(meshConfig, `${tracing}.enable`, 'boolean', (isOn = false) =>
      isOn ? judgeAddress(meshConfig, mesh, services) : { notApplicable: 'Tracing is off.' },
    );
  },
});

function judgeAddress(meshConfig: MeshConfig, mesh: Mesh, services: readonly Service[]): Verdict {
  return judgeKey(meshConfig, addressPath, 'string', (set = '') => {
    const address = set === '' ? `jaeger.${mesh.namespace}.svc.cluster.local` : set;
    const whose = set === '' ? `${address}, since no address is set` : address;
    return judgeTarget(meshConfig, whose, targetOf(address, services));
  });
}

function judgeTarget(meshConfig: MeshConfig, whose: string, target: Target): Verdict {
  const on = meshConfigRef(meshConfig);
  switch (target.is) {
    case 'outside':
      return { notApplicable: target.because };
    case 'notTold':
      return { unknown: target.because };
    case 'gone': {
      const { namespace, name } = target;
      const says = `Tracing is on and goes to ${whose}; there is no Service ${name} in namespace ${namespace}.`;
      return [{ what: 'noCollector', on, says, mend: mendOf(meshConfig, namespace) }];
    }
    case 'there':
      return judgeKey(meshConfig, portPath, 'integer', (set = 0) => {
        const port = set === 0 ? 9411 : set;
        if (!lacksPort(target.service, port)) return [];
        const listed = target.service.ports.map((of) => of.port).join(', ');
        const says = `Tracing is on and goes to port ${port} of ${whose}; that Service lists ${listed} only.`;
        return [{ what: 'noPort', on, says, mend: mendOf(meshConfig, target.namespace) }];
      });
  }
}

function mendOf(meshConfig: MeshConfig, namespace: string): RemedyIntent[] {
  return [
    { do: 'look', does: 'See which Services are there', args: ['get', 'services', '-n', namespace] },
    setKey(meshConfig, `${tracing}.enable`, false, {
      does: 'Switch tracing off until there is a collector',
    }),
  ];
}
