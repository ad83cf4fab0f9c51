import { defineCheck } from '../../model/check.ts';
import { componentRef, lookAtPods } from '../../osm/components.ts';
import { connectedMetric, countAtControllers } from '../../osm/control-plane-metrics.ts';
import { expectedConnections, isShort } from '../../osm/sidecar-connections.ts';

/** A fifth fewer than before is a drop. */
const share = 0.8;

export const connectionsHold = defineCheck({
  id: 'OSM6007',
  name: 'connections-hold',
  area: 'data-plane',
  severity: 'warning',
  tier: 'deep',
  title: 'About as many sidecars are connected as before',
  failTitle: 'Far fewer sidecars are connected than before',
  why: 'Sidecars that lost their controller go on with what they have, so nothing else shows it until pods move or certificates run out.',
  remedy:
    'Where the pods are still there, look at osm-controller (OSM1002, OSM1015). Where workloads were scaled down it is as it should be.',
  source:
    'pkg/metricsstore/metricsstore.go, v0.11.1 to v1.2.4; comparison with the snapshot given by --since',
  explainedBy: ['OSM1002', 'OSM1012', 'OSM1015', 'OSM4013'],
  reads: ['mesh', 'memberships', 'pods', 'controlPlaneAnswers', 'earlierControlPlaneAnswers'],
  run({ mesh, memberships, pods, controlPlaneAnswers, earlierControlPlaneAnswers }, now) {
    const is = countAtControllers(controlPlaneAnswers, connectedMetric);
    if (is.is === 'unknown') return { unknown: is.because };
    const was = countAtControllers(earlierControlPlaneAnswers, connectedMetric);
    if (was.is === 'unknown') return { unknown: `In the earlier snapshot: ${was.because}` };
    if (is.sum >= was.sum * share) return [];
    const expected = expectedConnections(pods, memberships, now);
    const alone = isShort(is.sum, expected);
    const because = alone
      ? `${expected.least} pods run with a sidecar that should be`
      : `all ${expected.least} pods that run with a sidecar for a while are, so there are fewer pods`;
    return [
      {
        what: alone ? 'dropped' : 'fewerPods',
        on: componentRef(mesh, 'osm-controller'),
        severity: alone ? 'warning' : 'info',
        says: `${is.sum} sidecars are connected, ${was.sum} were in the earlier snapshot; ${because}.`,
        mend: [lookAtPods(mesh, 'osm-controller')],
      },
    ];
  },
});
