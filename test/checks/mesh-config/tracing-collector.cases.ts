import type { CheckCases } from '../check-cases.ts';
import { ours, service, setSpec } from './objects.ts';

function traced(more: object = {}) {
  return setSpec({ observability: { tracing: { enable: true, ...more } } });
}

const jaeger = service('kube-system', 'jaeger', { port: 9411 });

export const cases: CheckCases = {
  fires: [
    {
      name: 'no address is set, and there is no jaeger beside the control plane',
      edits: [traced()],
      expect: [['noCollector', ours, 'warning']],
    },
    { name: 'an empty address is none', edits: [traced({ address: '' })], expect: [['noCollector', ours]] },
    {
      name: 'a jaeger of another namespace is not the default',
      edits: [traced(), service('tracing', 'jaeger', { port: 9411 })],
      expect: [['noCollector', ours]],
    },
    {
      name: 'the address names a Service that is not there',
      edits: [traced({ address: 'zipkin.tracing.svc.cluster.local' }), jaeger],
      expect: [['noCollector', ours]],
    },
    {
      name: 'the same, written shorter, with a capital and a dot at the end',
      edits: [traced({ address: 'Zipkin.tracing.svc.' })],
      expect: [['noCollector', ours]],
    },
    {
      name: 'the Service has another port',
      edits: [traced(), service('kube-system', 'jaeger', { port: 16686 })],
      expect: [['noPort', ours, 'warning']],
    },
    {
      name: 'the port that is set is not the one of the Service',
      edits: [traced({ port: 9412 }), jaeger],
      expect: [['noPort', ours]],
    },
    {
      name: 'upstream looks in its own namespace',
      cluster: 'healthy-1.1.1',
      edits: [
        {
          patch: 'MeshConfig osm-system/osm-mesh-config',
          with: { spec: { observability: { tracing: { enable: true } } } },
        },
        jaeger,
      ],
      expect: [['noCollector', 'MeshConfig osm-system/osm-mesh-config']],
    },
  ],
  passes: [
    { name: 'jaeger beside the control plane', edits: [traced(), jaeger] },
    {
      name: 'the Service that the address names',
      edits: [
        traced({ address: 'zipkin.tracing.svc.cluster.local', port: 80 }),
        service('tracing', 'zipkin', { port: 80 }),
      ],
    },
    {
      name: 'one of the ports of the Service',
      edits: [traced(), service('kube-system', 'jaeger', { port: 16686 }, { port: 9411 })],
    },
    { name: 'port 0 counts as 9411', edits: [traced({ port: 0 }), jaeger] },
    {
      name: 'a short name that is a Service',
      edits: [traced({ address: 'zipkin.tracing' }), service('tracing', 'zipkin', { port: 9411 })],
    },
    {
      name: 'a Service that lists no ports, as one that stands for an outside name may',
      edits: [traced(), service('kube-system', 'jaeger')],
    },
  ],
  notApplicable: [
    { name: 'tracing is off' },
    { name: 'tracing was never set', edits: [setSpec({ observability: { tracing: null } })] },
    { name: 'an address by number', edits: [traced({ address: '10.0.0.9' })] },
    { name: 'a host outside', edits: [traced({ address: 'zipkin.contoso.com' })] },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'a name that each namespace resolves for itself',
      edits: [traced({ address: 'jaeger' }), jaeger],
    },
    { name: 'a host of two words may be outside', edits: [traced({ address: 'zipkin.tracing' })] },
    {
      name: 'a cluster domain of its own',
      edits: [traced({ address: 'jaeger.kube-system.svc.corp.local' }), jaeger],
    },
    { name: 'one pod of a Service', edits: [traced({ address: 'jaeger-0.jaeger.kube-system.svc' }), jaeger] },
    { name: 'no host at all: OSM4018 says so', edits: [traced({ address: 'http://jaeger.tracing.svc' })] },
    { name: 'a switch that is a text', edits: [traced({ enable: 'true' }), jaeger] },
    { name: 'a port that is a text', edits: [traced({ port: '9411' }), jaeger] },
    { name: 'an address that is a number', edits: [traced({ address: 9411 }), jaeger] },
    { name: 'the list of Services came in part', edits: [traced()], incomplete: ['services'] },
  ],
};
