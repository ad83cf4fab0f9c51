import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import { crdRef } from '../../osm/crds.ts';
import { migrationSeverity } from '../../osm/retirement.ts';
import { monitoredNames, staying, whyNotMoving } from './moving.ts';

export const kindsWithGuidance = defineCheck({
  id: 'OSM9008',
  name: 'kinds-with-guidance',
  area: 'lifecycle',
  severity: 'warning',
  title: 'The migration guide covers every kind of policy in use',
  failTitle: 'The migration guide leaves out kinds of policy in use',
  why: 'The guide translates the kinds of SMI. What the kinds of OSM say is lost with the move unless somebody writes it anew: retries and limits silently, ingress and egress as refused traffic.',
  remedy:
    'Translate these objects by hand and have each looked at: the findings name what Istio has for it. Keep them in the backup (OSM9009).',
  source:
    'learn.microsoft.com/azure/aks/open-service-mesh-istio-migration-guidance, 2026-05; istio.io/latest/docs/reference/config/networking',
  reads: [
    'controlPlaneDeployments',
    'namespaces',
    'ingressBackends',
    'egresses',
    'retries',
    'upstreamTrafficSettings',
  ],
  itemwise: ['ingressBackends', 'egresses', 'retries', 'upstreamTrafficSettings'],
  ifInstalled: ['ingressBackends', 'egresses', 'retries', 'upstreamTrafficSettings'],
  run(seen, now) {
    const notMoving = whyNotMoving(seen.controlPlaneDeployments);
    if (notMoving !== undefined) return notMoving;
    const names = monitoredNames(seen.namespaces);
    return kinds.flatMap((kind) =>
      judgeKind(kind, staying<WithMetadata>(seen[kind.input], names), migrationSeverity(now)),
    );
  },
});

interface WithMetadata {
  readonly metadata: ObjectMeta;
}

interface Uncovered {
  readonly input: 'ingressBackends' | 'egresses' | 'retries' | 'upstreamTrafficSettings';
  readonly crd: string;
  readonly kind: string;
  /** What Istio has for it. */
  readonly istio: string;
}

const kinds: readonly Uncovered[] = [
  {
    input: 'ingressBackends',
    crd: 'ingressbackends.policy.openservicemesh.io',
    kind: 'IngressBackend',
    istio: 'an AuthorizationPolicy for the ingress, and PeerAuthentication for TLS behind it',
  },
  {
    input: 'egresses',
    crd: 'egresses.policy.openservicemesh.io',
    kind: 'Egress',
    istio: 'a ServiceEntry, with outboundTrafficPolicy REGISTRY_ONLY where nothing else may go out',
  },
  {
    input: 'retries',
    crd: 'retries.policy.openservicemesh.io',
    kind: 'Retry',
    istio: 'retries of a VirtualService; mind that Istio retries twice where nothing is said',
  },
  {
    input: 'upstreamTrafficSettings',
    crd: 'upstreamtrafficsettings.policy.openservicemesh.io',
    kind: 'UpstreamTrafficSetting',
    istio: 'connectionPool of a DestinationRule; rate limits have no field of their own there',
  },
];

function judgeKind(
  { crd, kind, istio }: Uncovered,
  objects: readonly WithMetadata[],
  severity: Severity,
): Problem[] {
  if (objects.length === 0) return [];
  const where = [...new Set(objects.map(({ metadata }) => metadata.namespace ?? ''))];
  const are = objects.length === 1 ? `1 ${kind} is` : `${objects.length} objects of the kind ${kind} are`;
  return [
    {
      what: 'noGuidance',
      on: crdRef(crd),
      severity,
      says: `${are} in use, in ${where.length === 1 ? 'namespace' : 'namespaces'} ${fewOf(where, 5)}, and the guide says nothing of it. Istio has ${istio}.`,
      mend: [{ do: 'look', does: `See every ${kind}`, args: ['get', crd, '-A', '-o', 'yaml'] }],
    },
  ];
}
