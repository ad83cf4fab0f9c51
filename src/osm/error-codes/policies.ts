import { codesFrom, type ErrorCode } from './error-code.ts';

const ownPod =
  'Restarts and Events of the pod: `kubectl describe pods -n kube-system -l app=osm-controller`; OSM1002 and OSM1006 judge it.';
const egress = 'The Egress objects: `kubectl get egresses.policy.openservicemesh.io -A -o yaml`.';
const routes =
  'The TrafficTargets and the route groups that they name, in the same namespace: `kubectl get traffictargets,httproutegroups,tcproutes -A`.';
const dataShape = 'The object named in the log line; if it is well formed, restart osm-controller.';

/** Start-up, traffic policies and Kubernetes: E1000 to E3002. */
export const policyCodes: readonly ErrorCode[] = [
  ...codesFrom(1000, [
    ['A program of the control plane was started with an argument that it cannot use.', ownPod],
    ['The log level could not be set.', 'The MeshConfig key osmLogLevel: OSM4010 judges it.'],
    ['osm-controller could not read its own pod.', `${ownPod} Its ServiceAccount must be able to get pods.`],
    [
      'osm-injector could not read its own pod.',
      'Restarts and Events of the pod: `kubectl describe pods -n kube-system -l app=osm-injector`; OSM1003 and OSM1006 judge it.',
    ],
    ['The part that watches Ingress objects could not start.', ownPod],
    [
      'The reconciler, which keeps CRDs and webhooks as OSM made them, could not start.',
      'The rights of the ServiceAccount of OSM, and whether the CRDs are there: OSM2009.',
    ],
  ]),
  ...codesFrom(2000, [
    ['Matches of Egress policies could not be told apart (a failure of hashing, not a conflict).', egress],
    ['Clusters of Egress policies could not be told apart (a failure of hashing, not a conflict).', egress],
    [
      'An Egress names an address range that is none; the range is ignored.',
      `Write it as 192.0.2.0/24. ${egress} Take care: an Egress for tcp or https whose ranges are all invalid allows every address on that port.`,
    ],
    ['A match of an Egress is invalid and is ignored.', egress],
    [
      'An Egress names an HTTPRouteGroup that does not exist in its namespace.',
      `${egress} Create the HTTPRouteGroup beside it.`,
    ],
    [
      'A TrafficTarget names an HTTPRouteGroup that could not be found; the whole TrafficTarget is ignored.',
      routes,
    ],
    ['An HTTPRouteGroup has no matches and is ignored.', routes],
    [
      'Several TrafficSplits have the same root service; only the first counts.',
      '`kubectl get trafficsplits -A`: leave one for each root service.',
    ],
    ['A route could not be added to the outbound policy; the route is ignored.', routes],
    ['The routes that are allowed to reach a service identity could not be put together.', routes],
    [
      'The destination of a TrafficTarget is of a kind other than ServiceAccount.',
      `Write \`kind: ServiceAccount\`. ${routes}`,
    ],
    [
      'A source of a TrafficTarget is of a kind other than ServiceAccount.',
      `Write \`kind: ServiceAccount\`. ${routes}`,
    ],
  ]),
  ...codesFrom(3000, [
    [
      'A service has no endpoints that OSM could find.',
      'The pods behind the service and their readiness: `kubectl get endpointslices -A`.',
    ],
    ['A Kubernetes object could not be written as JSON.', dataShape],
    ['A Kubernetes object could not be read from JSON.', dataShape],
  ]),
];
