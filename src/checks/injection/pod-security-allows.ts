import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { isLive, reachesInjector } from '../../osm/injection.ts';
import { namespaceRef } from './namespaces.ts';
import { enforcedLevel, enforceLabel } from './pod-security.ts';
import { injectionOf } from './unknown-words.ts';

export const podSecurityAllows = defineCheck({
  id: 'OSM5012',
  name: 'pod-security-allows',
  area: 'injection',
  severity: 'error',
  title: 'Pod Security lets osm-init into every mesh namespace',
  failTitle: 'Pod Security keeps osm-init out of a mesh namespace',
  why: 'osm-init runs as root and needs NET_ADMIN, which baseline and restricted forbid: the API server refuses every new pod with a sidecar. Running pods stay, and the fault shows at the next restart.',
  remedy:
    'Enforce privileged in namespaces of the mesh and keep warn and audit, which refuse nothing; or keep the namespace out of the mesh.',
  source:
    'pkg/injector/init_container.go, v0.11.1 to v1.2.4; Kubernetes docs, Pod Security Standards (baseline: Capabilities)',
  accept:
    'Take the namespace out of the mesh, or annotate it openservicemesh.io/sidecar-injection: disabled.',
  reads: ['memberships', 'pods', 'apiServer'],
  itemwise: ['pods'],
  run({ memberships, pods, apiServer }) {
    if (!knowsPodSecurity(apiServer.gitVersion)) {
      return {
        notApplicable: `Kubernetes ${apiServer.gitVersion} has no Pod Security admission; it came with 1.23.`,
      };
    }
    const judged = memberships.filter((membership) => reachesInjector(membership) && !membership.system);
    const asking = Map.groupBy(pods.filter(asksItself), ({ metadata }) => metadata.namespace);
    return judged.flatMap((membership) =>
      judgeLevel(membership, asking.get(membership.namespace.metadata.name) ?? []),
    );
  },
});

/** On by default from 1.23 (feature gate PodSecurity); before, the labels are mere labels. */
function knowsPodSecurity(gitVersion: string): boolean {
  const minor = /^v?1\.(\d+)/.exec(gitVersion)?.[1];
  return minor === undefined || Number(minor) >= 23;
}

function asksItself(pod: Pod): boolean {
  return isLive(pod) && !pod.hostNetwork && injectionOf(pod) === 'enabled';
}

function judgeLevel(membership: Membership, asking: readonly Pod[]): Problem[] {
  const level = enforcedLevel(membership.namespace);
  if (level === undefined) return [];
  const { name } = membership.namespace.metadata;
  const on = namespaceRef(membership);
  const enforces = `Namespace ${name} enforces Pod Security ${level}, which refuses osm-init`;
  if (membership.injection === 'enabled') {
    const says = `${enforces}: no pod with a sidecar can be created there.`;
    return [{ what: 'refused', on, says, mend: mendOf(membership, level) }];
  }
  const [first, ...others] = asking;
  if (membership.injection === 'invalid' || first === undefined) return [];
  const ask =
    others.length === 0
      ? ', which asks for a sidecar itself'
      : ` and ${others.length} more, which ask for a sidecar themselves`;
  const says = `${enforces}: no successor can be created of pod ${first.metadata.name}${ask}.`;
  return [{ what: 'someRefused', on, says, mend: mendOf(membership, level) }];
}

function mendOf(membership: Membership, level: string): RemedyIntent[] {
  const { name } = membership.namespace.metadata;
  return [
    {
      do: 'look',
      does: `See whether pods are refused in ${name}; the events name PodSecurity`,
      args: ['get', 'events', '-n', name],
    },
    {
      do: 'label',
      on: namespaceRef(membership),
      key: enforceLabel,
      value: 'privileged',
      was: level,
      does: 'If whoever answers for security agrees: let osm-init in (warn and audit go on telling)',
      takesEffect: 'newPods',
    },
  ];
}
