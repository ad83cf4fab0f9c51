import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { reachesInjector } from '../../osm/injection.ts';
import { listed } from '../../osm/policy-words.ts';
import { namespaceRef } from './namespaces.ts';
import { enforcedLevel } from './pod-security.ts';
import { type Refusal, readRefusal } from './refusals.ts';
import { failuresNow, type RefusedCreation } from './refused-creations.ts';

export const policiesAdmitPods = defineCheck({
  id: 'OSM5013',
  name: 'policies-admit-pods',
  area: 'injection',
  severity: 'error',
  title: 'No admission policy refuses pods of the mesh',
  failTitle: 'An admission policy refuses pods of the mesh',
  why: 'osm-init runs as root with NET_ADMIN, and envoy comes from a registry that a policy may not list. What Azure Policy, Gatekeeper or another webhook refuses is not created: the workload stays short of pods.',
  remedy:
    'Exempt the images of osm-init and envoy or the namespace in the policy that is named, or keep the workload out of the mesh. OSM itself has nothing to mend here.',
  source: 'openservicemesh/osm#4794; Microsoft docs of OSM on Azure Arc, Azure Policy',
  accept:
    'Where the policy is right, annotate the pods openservicemesh.io/sidecar-injection: disabled in their template.',
  reads: ['memberships', 'replicaSets', 'failedCreates', 'pods'],
  itemwise: ['replicaSets', 'failedCreates'],
  run({ memberships, replicaSets, failedCreates, pods }, now) {
    const asked = new Map<string | undefined, Membership>(
      memberships
        .filter((membership) => reachesInjector(membership) && !membership.system)
        .map((membership) => [membership.namespace.metadata.name, membership]),
    );
    return failuresNow({ replicaSets, failedCreates, pods }, now).flatMap((failure) => {
      const membership = asked.get(failure.workload.namespace);
      const refusal = readRefusal(failure.message);
      if (membership === undefined || refusal === undefined || !concernsMesh(membership, refusal)) return [];
      return [problemOf(failure, refusal, membership)];
    });
  },
});

/** Without the namespace's word only an answer that names OSM's containers shows that pods get them there. */
function concernsMesh(membership: Membership, { by, names }: Refusal): boolean {
  if (by !== 'PodSecurity') return membership.injection === 'enabled' || names.length > 0;
  // Where the namespace's own label refuses them, that is OSM5012's; what Pod Security says of the workload is its own.
  return names.length > 0 && enforcedLevel(membership.namespace) === undefined;
}

function problemOf(
  { workload, when, message }: RefusedCreation,
  refusal: Refusal,
  membership: Membership,
): Problem {
  const { is, by, constraints, names } = refusal;
  const who = `${by}${constraints.length === 0 ? '' : ` (${listed(constraints)})`}`;
  const begin = `New pods of ${workload.kind} ${workload.name} in namespace ${workload.namespace}`;
  if (is === 'noAnswer') {
    const says = `${begin} are not created: webhook ${who}, which is not OSM's, does not answer (${when}).`;
    return { what: 'noAnswer', on: workload, says, mend: [lookAtEvents(membership)] };
  }
  const about = names.length === 0 ? "naming none of OSM's containers" : `because of ${names.join(' and ')}`;
  return {
    what: names.length === 0 ? 'podRefused' : 'sidecarRefused',
    on: workload,
    says: `${begin} are refused by ${who}, ${about} (${when}).`,
    mend: [lookAtEvents(membership), ...mendOf(refusal, membership, isWhole(message))],
  };
}

function lookAtEvents({ namespace }: Membership): RemedyIntent {
  const { name } = namespace.metadata;
  return {
    do: 'look',
    does: `See the whole answer in the events of ${name}`,
    args: ['get', 'events', '-n', name, '-o', 'wide'],
  };
}

/** Label by which Azure Policy passes over a namespace (Microsoft docs of OSM on Azure Arc). */
const azurePolicyIgnore = 'admission.policy.azure.com/ignore';

/** Long answers are cut as they are read: what stood behind may be a constraint of another. */
function isWhole(message: string): boolean {
  return !message.endsWith('…');
}

/** Only Azure Policy's own constraints heed the label; of others their owner knows the exemption. */
function mendOf({ constraints, names }: Refusal, membership: Membership, areAll: boolean): RemedyIntent[] {
  if (constraints.length === 0) return [];
  const look: RemedyIntent = {
    do: 'look',
    does: 'See the constraints; what they exempt stands under excludedNamespaces, excludedImages and excludedContainers',
    args: ['get', 'constraints'],
  };
  const ofAzure = areAll && constraints.every((name) => name.startsWith('azurepolicy-'));
  if (!ofAzure || names.length === 0) return [look];
  const on: ObjectRef = namespaceRef(membership);
  const was = membership.namespace.metadata.labels[azurePolicyIgnore];
  return [
    look,
    {
      do: 'label',
      on,
      key: azurePolicyIgnore,
      value: 'true',
      ...(was === undefined ? {} : { was }),
      does: 'If an exemption of the images is not to be had and security agrees: take the namespace out of Azure Policy',
      takesEffect: 'newPods',
    },
  ];
}
