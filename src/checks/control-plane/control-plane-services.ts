import { defineCheck } from '../../model/check.ts';
import { seeService } from '../../osm/services.ts';
import { judgeService } from './judge-endpoints.ts';

export const controlPlaneServices = defineCheck({
  id: 'OSM1011',
  name: 'control-plane-services',
  area: 'control-plane',
  severity: 'critical',
  title: 'Services of the control plane have ports and endpoints',
  failTitle: 'A Service of the control plane lacks ports or endpoints',
  why: 'Sidecars, the API server and the other parts reach the control plane through these Services alone.',
  remedy:
    'Without endpoints: make the pods ready. A missing Service or port is restored by the AKS add-on or by upgrading the chart in place. The health port of osm-bootstrap is 9095 up to 1.1 and 9091 in 1.2.',
  source: 'charts/osm/templates/osm-*-service.yaml, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1002', 'OSM1003', 'OSM1004'],
  article: [1, 2, 3],
  reads: ['mesh', 'osmRelease', 'controlPlaneServices', 'controlPlaneEndpoints'],
  run({ mesh, osmRelease, controlPlaneServices, controlPlaneEndpoints }) {
    return osmRelease.services.flatMap((expected) => {
      const named = { namespace: mesh.namespace, name: expected.name };
      const seen = seeService(named, controlPlaneServices, controlPlaneEndpoints);
      return judgeService(expected, seen, { mesh, release: osmRelease });
    });
  },
});
