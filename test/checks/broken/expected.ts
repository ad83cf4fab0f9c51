import { type Team, teams } from './estate.ts';

/** What a report must tell: a check, a severity, and the objects on which its findings stand. */
export type Told = readonly [id: string, severity: 'critical' | 'error' | 'warning', ...objects: string[]];

/** The report that an expert would write of a broken cluster. */
export interface ExpectedReport {
  /** The checks that name the cause: they must be among the first three. */
  readonly cause: readonly string[];
  /** All findings above info, in the order in which to mend. */
  readonly told: readonly Told[];
}

/** The four workloads of a team, as findings name them. */
const all = (team: Team): string[] => [
  `Deployment ${team}/web`,
  `Deployment ${team}/api`,
  `Deployment ${team}/worker`,
  `StatefulSet ${team}/store`,
];
const demo = [
  'Deployment bookstore/bookstore',
  'StatefulSet bookstore/postgres',
  'Deployment bookbuyer/bookbuyer',
];

/** By the name of the cluster. */
export const expectedReports: Readonly<Record<string, ExpectedReport>> = {
  'injector-down': {
    cause: ['OSM1006', 'OSM1003'],
    told: [
      ['OSM1006', 'error', 'Deployment kube-system/osm-injector'],
      ['OSM1003', 'critical', 'Deployment kube-system/osm-injector'],
      ['OSM1011', 'critical', 'Service kube-system/osm-injector'],
      ['OSM2004', 'critical', 'MutatingWebhookConfiguration aks-osm-webhook-osm'],
      [
        'OSM6009',
        'critical',
        'Deployment bookbuyer/bookbuyer',
        'Namespace accounts',
        'Namespace billing',
        'Namespace catalogue',
        'Namespace checkout',
        'Namespace delivery',
        'Namespace fraud',
      ],
      ['OSM1007', 'warning', 'HorizontalPodAutoscaler kube-system/osm-injector-hpa'],
      ['OSM5015', 'warning', 'Namespace support'],
      ['OSM6010', 'warning', 'Service loyalty/store'],
    ],
  },
  'ca-half-replaced': {
    cause: ['OSM2003'],
    told: [
      ['OSM2003', 'critical', 'MutatingWebhookConfiguration aks-osm-webhook-osm'],
      ['OSM6009', 'critical', 'Namespace accounts', 'Namespace billing'],
      ['OSM3006', 'warning', 'MeshConfig kube-system/osm-mesh-config'],
      ['OSM4010', 'warning', 'MeshConfig kube-system/osm-mesh-config'],
      ['OSM6003', 'warning', ...(['inventory', 'loyalty', 'search'] as const).flatMap(all)],
    ],
  },
  'crds-cleaned-up': {
    cause: ['OSM2009'],
    told: [
      [
        'OSM2009',
        'error',
        'CustomResourceDefinition httproutegroups.specs.smi-spec.io',
        'CustomResourceDefinition traffictargets.access.smi-spec.io',
        'CustomResourceDefinition retries.policy.openservicemesh.io',
      ],
      ['OSM1006', 'error', 'Deployment kube-system/osm-controller'],
      ['OSM1002', 'critical', 'Deployment kube-system/osm-controller'],
      ['OSM1011', 'critical', 'Service kube-system/osm-controller'],
      ['OSM1011', 'error', 'Service kube-system/osm-validator'],
      ['OSM2004', 'error', 'ValidatingWebhookConfiguration aks-osm-validator-mesh-osm'],
      ['OSM8006', 'error', 'Service search/web'],
      ['OSM4015', 'warning', 'MeshConfig kube-system/osm-mesh-config'],
    ],
  },
  'onboarding-week': {
    cause: ['OSM5002'],
    told: [
      ['OSM5002', 'critical', 'Namespace catalogue'],
      ['OSM6009', 'critical', 'Deployment catalogue/api'],
      ['OSM5012', 'error', 'Namespace search'],
      ['OSM5013', 'error', 'Deployment loyalty/api'],
      ['OSM5006', 'error', ...(['fraud', 'inventory', 'search'] as const).flatMap(all)],
      ['OSM5008', 'error', 'Deployment support/worker'],
      ['OSM5001', 'warning', 'Namespace checkout'],
      ['OSM5003', 'warning', 'Namespace delivery'],
      ['OSM5007', 'warning', 'Deployment support/web'],
      ['OSM5011', 'warning', 'Job loyalty/import-1', 'Job loyalty/import-2', 'Job loyalty/import-3'],
      ['OSM5015', 'warning', 'Namespace accounts', 'Namespace billing'],
    ],
  },
  'strict-overnight': {
    cause: ['OSM7001', 'OSM7007'],
    told: [
      ['OSM7001', 'error', 'TrafficTarget fraud/scoring'],
      ['OSM7007', 'error', 'HTTPRouteGroup search/all'],
      ['OSM7010', 'error', 'TrafficSplit delivery/web'],
      ['OSM7012', 'error', 'TrafficSplit loyalty/web'],
      ['OSM7015', 'error', 'TrafficTarget fraud/web'],
      ['OSM7013', 'warning', 'Namespace support'],
      [
        'OSM7006',
        'warning',
        'ServiceAccount accounts/web',
        'ServiceAccount accounts/api',
        'ServiceAccount accounts/store',
      ],
    ],
  },
  'egress-closed': {
    cause: ['OSM4018'],
    told: [
      ['OSM8011', 'critical', 'Egress fraud/lists'],
      ['OSM4018', 'error', 'MeshConfig kube-system/osm-mesh-config'],
      ['OSM6001', 'error', ...(['accounts', 'billing'] as const).flatMap(all)],
      ['OSM8008', 'error', 'Deployment checkout/api', 'Deployment delivery/api'],
      ['OSM8010', 'error', 'Egress checkout/bank', 'Egress delivery/carrier'],
      ['OSM8008', 'warning', 'MeshConfig kube-system/osm-mesh-config'],
    ],
  },
  'ingress-outage': {
    cause: ['OSM8002'],
    told: [
      ['OSM8001', 'error', 'IngressBackend inventory/web'],
      ['OSM8002', 'error', 'Namespace app-routing-system'],
      ['OSM8003', 'error', 'IngressBackend search/web'],
      ['OSM8005', 'error', 'IngressBackend support/web'],
      ['OSM8006', 'error', 'Service loyalty/web'],
      ['OSM8007', 'error', 'IngressBackend accounts/web'],
    ],
  },
  'add-on-disabled': {
    cause: ['OSM2007'],
    told: [
      ['OSM2007', 'critical', 'MutatingWebhookConfiguration aks-osm-webhook-osm'],
      [
        'OSM6009',
        'critical',
        'Deployment bookbuyer/bookbuyer',
        'Deployment accounts/api',
        'Deployment billing/api',
        'Namespace checkout',
        'Deployment search/api',
      ],
      ['OSM9011', 'critical', ...demo, ...teams.flatMap(all)],
      ['OSM1002', 'error', 'Deployment osm-controller'],
      ['OSM2007', 'warning', 'ValidatingWebhookConfiguration aks-osm-validator-mesh-osm'],
      [
        'OSM9010',
        'warning',
        'Namespace app-routing-system',
        'Namespace bookstore',
        'Namespace bookbuyer',
        ...teams.map((team) => `Namespace ${team}`),
        'CustomResourceDefinition egresses.policy.openservicemesh.io',
      ],
    ],
  },
  'update-stuck': {
    cause: ['OSM2009', 'OSM1006'],
    told: [
      [
        'OSM2009',
        'error',
        'CustomResourceDefinition meshrootcertificates.config.openservicemesh.io',
        'CustomResourceDefinition retries.policy.openservicemesh.io',
      ],
      ['OSM1006', 'error', 'Deployment kube-system/osm-bootstrap'],
      ['OSM1004', 'error', 'Deployment kube-system/osm-bootstrap'],
      ['OSM1009', 'error', 'Deployment kube-system/osm-bootstrap'],
      ['OSM1011', 'error', 'Service kube-system/osm-bootstrap'],
      [
        'OSM2010',
        'error',
        'CustomResourceDefinition egresses.policy.openservicemesh.io',
        'CustomResourceDefinition meshconfigs.config.openservicemesh.io',
      ],
      ['OSM4006', 'error', 'MeshConfig kube-system/osm-mesh-config'],
      ['OSM1007', 'warning', 'HorizontalPodAutoscaler kube-system/osm-controller-hpa'],
      ['OSM2011', 'warning', 'CustomResourceDefinition meshconfigs.config.openservicemesh.io'],
      ['OSM4009', 'warning', 'MeshConfig kube-system/osm-mesh-config'],
      ['OSM6003', 'warning', ...demo, ...teams.slice(5).flatMap(all)],
    ],
  },
  'half-migrated': {
    cause: ['OSM2012'],
    told: [
      ['OSM2012', 'error', 'Namespace accounts', 'Namespace billing', 'Namespace catalogue'],
      ['OSM5020', 'error', ...all('fraud')],
      ['OSM9002', 'error', 'Cluster prod-cluster'],
      ['OSM9004', 'error', 'Cluster prod-cluster', ...all('accounts')],
      ['OSM9005', 'warning', 'Cluster prod-cluster'],
    ],
  },
};
