import { defineCheck } from '../../model/check.ts';
import { judgeComponent } from './judge-component.ts';

export const controllerReady = defineCheck({
  id: 'OSM1002',
  name: 'controller-ready',
  area: 'control-plane',
  severity: 'critical',
  title: 'osm-controller is ready',
  failTitle: 'osm-controller is not ready',
  why: 'Sidecars get their configuration and certificates from osm-controller. Without it they keep what they have: new pods get no routes, and certificates run out within a day.',
  remedy:
    'Read its events and logs. It restarts in a loop when one of the four SMI CRDs is missing (OSM2009).',
  source: 'charts/osm/templates/osm-deployment.yaml and pkg/smi/health.go, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1001', 'OSM1004', 'OSM1006', 'OSM2009'],
  article: [1],
  reads: ['controlPlaneDeployments'],
  run({ controlPlaneDeployments }, now) {
    return judgeComponent('osm-controller', controlPlaneDeployments, 'critical', now);
  },
});
