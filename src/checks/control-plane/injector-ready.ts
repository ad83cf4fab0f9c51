import { defineCheck } from '../../model/check.ts';
import { judgeComponent } from './judge-component.ts';

export const injectorReady = defineCheck({
  id: 'OSM1003',
  name: 'injector-ready',
  area: 'control-plane',
  severity: 'critical',
  title: 'osm-injector is ready',
  failTitle: 'osm-injector is not ready',
  why: 'Its webhook fails closed: while no osm-injector is ready, no pod can be created in any meshed namespace, so nothing there can scale, restart or move to another node.',
  remedy:
    'Read its events and logs. Killed for want of memory it shows in OSM1006; OSM2004 tells whether pods are refused right now.',
  source: 'charts/osm/templates/osm-injector-deployment.yaml and pkg/injector/webhook.go, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1004', 'OSM1006', 'OSM2009'],
  article: [2],
  reads: ['controlPlaneDeployments'],
  run({ controlPlaneDeployments }, now) {
    return judgeComponent('osm-injector', controlPlaneDeployments, 'critical', now);
  },
});
