import { defineCheck } from '../../model/check.ts';
import { judgeComponent } from './judge-component.ts';

export const bootstrapReady = defineCheck({
  id: 'OSM1004',
  name: 'bootstrap-ready',
  area: 'control-plane',
  severity: 'error',
  title: 'osm-bootstrap is ready',
  failTitle: 'osm-bootstrap is not ready',
  why: 'It makes the CRDs and osm-mesh-config. The running mesh does without it, but pods of osm-controller and osm-injector wait for its health address at their start and hang there.',
  remedy:
    'Read its events and logs. It does not come up when a CRD or a right to read one is missing (OSM2009).',
  source: 'charts/osm/templates/osm-bootstrap-deployment.yaml and cmd/osm-bootstrap, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1006', 'OSM2009'],
  article: [3],
  reads: ['controlPlaneDeployments'],
  run({ controlPlaneDeployments }, now) {
    return judgeComponent('osm-bootstrap', controlPlaneDeployments, 'error', now);
  },
});
