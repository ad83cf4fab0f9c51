import { codesFrom, type ErrorCode } from './error-code.ts';

const proxyPod =
  'The pod that the log line names: does it run, and has it the label osm-proxy-uuid? Restart its workload so that it is injected anew.';
const controller = 'osm-controller: OSM1002, and its restarts: OSM1006.';
const policy =
  'The TrafficTargets and routes of the service that the log line names: `kubectl get traffictargets,httproutegroups,tcproutes -A`.';
const egress = 'The Egress objects: `kubectl get egresses.policy.openservicemesh.io -A -o yaml`.';
const service = 'The Service that the log line names, its ports and its pods.';
const secret = "The proxy's certificates: restart the workload; if it comes back, look at the CA (OSM3001).";

/** From E5009 on v1.2 counts otherwise: it took three codes out (pkg/errcode/errcode.go@v1.1.4 and @v1.2.0). */
const moved: readonly (readonly [
  until11: number,
  from12: number | undefined,
  means: string,
  lookAt: string,
])[] = [
  [5009, undefined, "The service identity in a proxy's certificate could not be found.", proxyPod],
  [5010, 5009, 'The server that sidecars get their configuration from could not start.', controller],
  [5011, undefined, 'A proxy that connected could not be set up.', proxyPod],
  [
    5012,
    5010,
    'The ServiceAccount that a proxy names is another than its certificate says.',
    `Was the ServiceAccount of the workload changed? ${proxyPod}`,
  ],
  [
    5013,
    5011,
    'A proxy closed its connection: usual when pods end.',
    `Only when it is frequent: ${proxyPod}`,
  ],
  [5014, 5012, 'A proxy asked before it was ready for updates.', proxyPod],
  [
    5015,
    5013,
    'A proxy asked for a kind of configuration that OSM does not know.',
    'The image of the sidecar: OSM4006.',
  ],
  [5016, 5014, 'The version in a request of a proxy could not be read.', proxyPod],
  [5017, 5015, 'The way out to original destinations could not be configured.', egress],
  [5018, 5016, 'The way out to a host by DNS could not be configured.', egress],
  [5019, 5017, 'The way to an upstream service could not be configured.', service],
  [5020, 5018, 'The services of a proxy could not be listed.', service],
  [5021, 5019, 'Two ways of one name were made for a proxy.', service],
  [
    5022,
    5020,
    'A port speaks a protocol that OSM does not support.',
    'appProtocol of the ports of the Service (http, tcp, tcp-server-first, grpc …), and the protocol of Egress and IngressBackend in lower case.',
  ],
  [5023, undefined, 'A TrafficTarget could not be turned into rules.', policy],
  [
    5024,
    5021,
    'The way in from an ingress could not be configured.',
    '`kubectl get ingressbackends -A -o yaml`: its status, and whether its port is the targetPort.',
  ],
  [5025, 5022, 'A rule for a route could not be made.', policy],
  [5026, 5023, 'A request for a certificate could not be read.', secret],
  [5027, 5024, 'A certificate for a proxy could not be handed out.', secret],
  [5028, 5025, 'A certificate was asked for a service that the mesh does not have.', service],
  [5029, 5026, 'A certificate was asked for a ServiceAccount that does not exist.', secret],
  [5030, 5027, 'A proxy asked for a certificate of somebody else.', secret],
];

/** Sidecars and what osm-controller sends them: E5000 to E5030. */
export const proxyCodes: readonly ErrorCode[] = [
  ...codesFrom(5000, [
    ['Configuration for a proxy could not be written.', controller],
    ['The name in the certificate of a proxy could not be read.', proxyPod],
    ['No pod has the label that the certificate of a proxy names.', proxyPod],
    [
      'A pod belongs to several Services, or several pods have one certificate.',
      'The selectors of the Services in that namespace, and pods that were copied with the label osm-proxy-uuid: take the label out of the manifest.',
    ],
    ['The proxy of a pod could not be made out from its label osm-proxy-uuid.', proxyPod],
    [
      'The connection to a proxy failed.',
      `Network policies between the workloads and osm-controller, port 15128. ${controller}`,
    ],
    ['Configuration could not be sent to a proxy.', proxyPod],
    ['Configuration for a proxy could not be made.', policy],
    ['Configuration for a proxy could not be put together.', policy],
  ]),
  ...moved.map(([until11, from12, means, lookAt]) => ({
    until11,
    means,
    lookAt,
    ...(from12 === undefined ? {} : { from12 }),
  })),
];
