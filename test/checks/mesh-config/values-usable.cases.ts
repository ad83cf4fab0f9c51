import type { CheckCases } from '../check-cases.ts';
import { ours, setSpec } from './objects.ts';

const excluded = (...outboundIPRangeExclusionList: string[]) =>
  setSpec({ traffic: { outboundIPRangeExclusionList } });
const range = (name: string, ...ranges: string[]) => ({
  name,
  edits: [excluded(...ranges)],
  expect: [['impossibleRange', ours, 'error']] as const,
});
const gateway = (validityDuration: string) =>
  setSpec({
    certificate: {
      ingressGateway: {
        subjectAltNames: ['nginx.ingress'],
        validityDuration,
        secret: { name: 'nginx', namespace: 'ingress' },
      },
    },
  });

export const cases: CheckCases = {
  fires: [
    range('a range with numbers above 255', '999.1.1.1/99'),
    range('a range that starts with a letter', 'x1.2.3.4/8'),
    range('a prefix above 32, between good ones', '10.0.0.0/8', '10.1.0.0/33', '1.1.1.0/24'),
    {
      name: 'the list of what is included, from 1.1 on',
      edits: [setSpec({ traffic: { outboundIPRangeInclusionList: ['10.0.0.256/24'] } })],
      expect: [['impossibleRange', ours]],
    },
    {
      name: 'both lists are one finding',
      edits: [
        excluded('10.0.0.0/99'),
        setSpec({ traffic: { outboundIPRangeInclusionList: ['10.0.0.256/24'] } }),
      ],
      expect: [['impossibleRange', ours]],
    },
    {
      name: 'a port of the collector that OSM cannot decode',
      edits: [setSpec({ observability: { tracing: { port: 41190 } } })],
      expect: [['tracingPort', ours, 'error']],
    },
    {
      name: 'a validity of the gateway with which the controller exits',
      edits: [gateway('90d')],
      expect: [['gatewayValidity', ours, 'error']],
    },
    {
      name: 'an empty validity of the gateway does so too',
      edits: [gateway('')],
      expect: [['gatewayValidity', ours, 'error']],
    },
    {
      name: 'an interval below 30s, which OSM passes over',
      edits: [setSpec({ sidecar: { configResyncInterval: '10s' } })],
      expect: [['resyncInterval', ours, 'warning']],
    },
    {
      name: 'the same on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [setSpec({ sidecar: { configResyncInterval: '10s' } })],
      expect: [['resyncInterval', ours, 'warning']],
    },
    {
      name: 'a timeout without a unit on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [setSpec({ traffic: { inboundExternalAuthorization: { timeout: '5' } } })],
      expect: [['authorizationTimeout', ours, 'warning']],
    },
    {
      name: 'port 0 of the authorization service, which unlike that of the collector stands for no other',
      edits: [setSpec({ traffic: { inboundExternalAuthorization: { port: 0 } } })],
      expect: [['impossiblePort', ours, 'error']],
    },
    {
      name: 'a timeout without a unit',
      edits: [setSpec({ traffic: { inboundExternalAuthorization: { timeout: '5' } } })],
      expect: [['authorizationTimeout', ours, 'warning']],
    },
    {
      name: 'a host with scheme and port',
      edits: [setSpec({ observability: { tracing: { address: 'http://zipkin.tracing.svc:9411' } } })],
      expect: [['host', ours, 'error']],
    },
    {
      name: 'a path without its slash',
      edits: [setSpec({ observability: { tracing: { endpoint: 'api/v2/spans' } } })],
      expect: [['urlPath', ours, 'warning']],
    },
    {
      name: 'an image with a space',
      edits: [setSpec({ sidecar: { envoyImage: 'envoyproxy/envoy: v1.22.2' } })],
      expect: [['image', ours, 'error']],
    },
    {
      name: 'an excluded port that is none',
      edits: [setSpec({ traffic: { outboundPortExclusionList: [443, 70000] } })],
      expect: [['impossiblePort', ours, 'error']],
    },
    {
      name: 'a host of the authorization service that is none',
      edits: [setSpec({ traffic: { inboundExternalAuthorization: { address: 'http://opa:9191' } } })],
      expect: [['host', ours, 'error']],
    },
    {
      name: 'an image with a space in 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [setSpec({ sidecar: { envoyImage: 'envoyproxy/envoy: v1.19.3' } })],
      expect: [['image', ours, 'error']],
    },
    {
      name: 'a quantity that is none',
      edits: [setSpec({ sidecar: { resources: { limits: { memory: '64 MB' } } } })],
      expect: [['quantities', ours, 'error']],
    },
    {
      name: 'several kinds are several findings',
      edits: [excluded('999.1.1.1/99'), setSpec({ sidecar: { configResyncInterval: 'often' } })],
      expect: [
        ['impossibleRange', ours, 'error'],
        ['resyncInterval', ours, 'warning'],
      ],
    },
    {
      name: '0.11.1 with an impossible range; its empty images are for OSM4006 and OSM4007 to tell',
      cluster: 'legacy',
      expect: [['impossibleRange', ours, 'error']],
    },
  ],
  passes: [
    { name: 'as the add-on ships' },
    { name: '0.11.1 as the add-on shipped it', cluster: 'healthy-0.11.1' },
    { name: 'nothing is set, from 1.0 on', edits: [{ patch: ours, with: { spec: null } }] },
    { name: 'good ranges', edits: [excluded('10.0.0.0/8', '0.0.0.0/0', '169.254.169.254/32')] },
    { name: 'a range with bits beyond its prefix, which iptables cuts off', edits: [excluded('1.1.1.1/24')] },
    { name: 'an empty image from 1.0 on', edits: [setSpec({ sidecar: { envoyImage: '' } })] },
    {
      name: 'an empty image for Windows, which nobody there needs',
      cluster: 'healthy-0.11.1',
      edits: [setSpec({ sidecar: { envoyWindowsImage: '' } })],
    },
    { name: 'the interval 30s', edits: [setSpec({ sidecar: { configResyncInterval: '30s' } })] },
    {
      name: 'empty durations count as none',
      edits: [
        setSpec({
          sidecar: { configResyncInterval: '' },
          traffic: { inboundExternalAuthorization: { timeout: '' } },
        }),
      ],
    },
    {
      name: 'port 0 of the collector counts as absent',
      edits: [setSpec({ observability: { tracing: { port: 0 } } })],
    },
    { name: 'a good gateway', edits: [gateway('24h')] },
    {
      name: 'what other checks own',
      edits: [
        setSpec({
          sidecar: { maxDataPlaneConnections: -1 },
          observability: { osmLogLevel: 'loud' },
          certificate: { serviceCertValidityDuration: '1d', certKeyBitSize: 1024 },
        }),
      ],
    },
    {
      name: 'a key that this release does not have',
      cluster: 'healthy-1.0.0',
      edits: [setSpec({ traffic: { outboundIPRangeInclusionList: ['999.1.1.1/99'] } })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'the release cannot be told',
      edits: ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((name) => ({
        patch: `Deployment kube-system/${name}`,
        with: {
          metadata: { labels: { 'app.kubernetes.io/version': 'main' } },
          spec: { template: { spec: { containers: [{ name, image: `contoso.azurecr.io/${name}:main` }] } } },
        },
      })),
    },
  ],
};
