import type { CheckCases, Edit } from '../check-cases.ts';
import { lastApplied, ours, setSpec } from './objects.ts';

const applied = (spec: object, apiVersion = 'config.openservicemesh.io/v1alpha2') =>
  lastApplied(
    JSON.stringify({ apiVersion, kind: 'MeshConfig', metadata: { name: 'osm-mesh-config' }, spec }),
  );

/** A CRD whose schema is this. */
const schema = (openAPIV3Schema: object): Edit => ({
  patch: 'CustomResourceDefinition meshconfigs.config.openservicemesh.io',
  with: {
    spec: { versions: [{ name: 'v1alpha2', served: true, storage: true, schema: { openAPIV3Schema } }] },
  },
});

const misplaced = applied({ observability: { tracing: { enable: false, osmLogLevel: 'debug' } } });

export const cases: CheckCases = {
  fires: [
    {
      name: 'a key of the article that no release has',
      edits: [misplaced],
      expect: [['dropped', ours, 'warning']],
    },
    {
      name: 'a key of v0.11.1 that is gone',
      edits: [applied({ traffic: { useHTTPSIngress: true } })],
      expect: [['dropped', ours]],
    },
    {
      name: 'a key of the translated article',
      edits: [applied({ traffic: { 出站端口排除列表: [6379] } })],
      expect: [['dropped', ours]],
    },
    {
      name: 'a key in the wrong case',
      edits: [applied({ traffic: { enableegress: false } })],
      expect: [['dropped', ours]],
    },
    {
      name: 'a whole section that does not exist, and several keys',
      edits: [applied({ tracing: { enable: true, port: 9411 }, traffic: { useHttpsIngress: true } })],
      expect: [['dropped', ours]],
    },
    {
      name: 'whatever apiVersion the annotation has',
      edits: [applied({ sidecar: { loglevel: 'debug' } }, 'config.openservicemesh.io/configv1alpha2')],
      expect: [['dropped', ours]],
    },
    {
      name: 'a word that stands for too much to name the right key',
      edits: [applied({ sidecar: { name: 'envoy', timeout: '5s' } })],
      expect: [['dropped', ours]],
    },
    {
      name: 'a whole number in the wrong place',
      edits: [applied({ maxDataPlaneConnections: 100 })],
      expect: [['dropped', ours]],
    },
    {
      name: 'the right key takes other words only',
      edits: [applied({ sidecar: { loglevel: 'loud' } })],
      expect: [['dropped', ours]],
    },
    {
      name: 'the right key takes another type, and OSM could not read the other value either',
      edits: [applied({ traffic: { enableegress: 'false' }, sidecar: { envoyimage: 'envoy: v1.22.2' } })],
      expect: [['dropped', ours]],
    },
    {
      name: 'a list of ports in the wrong place',
      edits: [applied({ outboundPortExclusionList: [6379] })],
      expect: [['dropped', ours]],
    },
    {
      name: 'a key of a later release',
      cluster: 'healthy-1.0.0',
      edits: [applied({ sidecar: { tlsMinProtocolVersion: 'TLSv1_3' } })],
      expect: [['dropped', ours]],
    },
  ],
  passes: [
    { name: 'as bootstrap wrote it' },
    { name: 'nothing was ever applied', edits: [{ patch: ours, with: { metadata: { annotations: null } } }] },
    { name: 'an annotation that is no JSON', edits: [lastApplied('{"spec":{"traffic":')] },
    { name: 'an annotation without a spec', edits: [lastApplied('{"kind":"MeshConfig"}'), setSpec({})] },
    { name: 'an annotation that is a list', edits: [lastApplied('[]')] },
    { name: 'an annotation that is null', edits: [lastApplied('null')] },
    { name: 'an annotation whose spec is null', edits: [lastApplied('{"spec":null}')] },
    {
      name: 'sections without a value, known or not',
      edits: [applied({ traffic: null, tracing: { enable: null }, metrics: {} })],
    },
    {
      name: 'a key that was applied and taken out later',
      edits: [applied({ sidecar: { envoyImage: 'contoso.azurecr.io/envoy:v1.22.2' } })],
    },
    {
      name: 'a key without a value',
      edits: [applied({ observability: { tracing: { osmLogLevel: null } } })],
    },
    {
      name: 'the right key has the value by now',
      edits: [misplaced, setSpec({ observability: { osmLogLevel: 'debug' } })],
    },
    {
      name: 'what the preset of v0.11.1 set, after the upgrade',
      edits: [applied({ traffic: { useHTTPSIngress: false } })],
    },
    {
      name: 'what the add-on sets from 1.1 on, on 1.0.0, which does so without being told',
      cluster: 'healthy-1.0.0',
      edits: [applied({ sidecar: { tlsMinProtocolVersion: 'TLSv1_2' } })],
    },
    {
      name: 'useHTTPSIngress on 0.11.1, which has it',
      cluster: 'healthy-0.11.1',
      edits: [applied({ traffic: { useHTTPSIngress: true } })],
    },
    {
      name: 'names in an open map',
      edits: [applied({ sidecar: { resources: { limits: { cpu: '1', 'nvidia.com/gpu': '1' } } } })],
    },
    {
      name: 'a section that keeps whatever is written',
      edits: [
        applied({ sidecar: { extra: 'once' } }),
        schema({
          properties: {
            spec: { properties: { sidecar: { 'x-kubernetes-preserve-unknown-fields': true } } },
          },
        }),
      ],
    },
    {
      name: 'a key that no schema has and that is stored all the same',
      edits: [applied({ traffic: { extra: true } }), setSpec({ traffic: { extra: true } })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'the CRD gives no schema',
      edits: [
        misplaced,
        {
          patch: 'CustomResourceDefinition meshconfigs.config.openservicemesh.io',
          with: { spec: { versions: [{ name: 'v1alpha2', served: true, storage: true }] } },
        },
      ],
    },
    {
      name: 'the schema is an open map',
      edits: [misplaced, schema({ type: 'object' })],
    },
  ],
};
