import { defineCheck, type Problem } from '../../model/check.ts';
import type { TrafficTarget } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { shown } from '../../osm/policy-words.ts';
import { namespaceOf, notesIfPermissive, wordsFor } from './policies.ts';

export const targetsWellFormed = defineCheck({
  id: 'OSM7004',
  name: 'targets-well-formed',
  area: 'policy',
  severity: 'error',
  title: 'Every TrafficTarget has a form that OSM takes',
  failTitle: 'OSM ignores a TrafficTarget for its form',
  why: 'OSM ignores a TrafficTarget that lies in another namespace than its destination, that has no rules, or whose destination is no ServiceAccount: what it should allow is refused. Such an object is older than the webhook or than the label of its namespace.',
  remedy:
    'Move the TrafficTarget to the namespace of its destination and name that there; give it rules; write kind ServiceAccount.',
  source:
    'pkg/smi/client.go isValidTrafficTarget, pkg/validator/validators.go and pkg/catalog/traffictarget.go (E2010), v0.11.1 to v1.2.4',
  reads: ['trafficTargets', 'memberships', 'meshConfig'],
  itemwise: ['trafficTargets'],
  run({ trafficTargets, memberships, meshConfig }) {
    const problems = watchedPolicies(trafficTargets, memberships).flatMap((target) => [
      ...judgeNamespace(target),
      ...judgeRules(target),
      ...judgeKind(target),
    ]);
    return notesIfPermissive(meshConfig, problems);
  },
});

function judgeNamespace(target: TrafficTarget): Problem[] {
  const { destination } = target;
  const own = namespaceOf(target);
  const on = policyRef('TrafficTarget', target.metadata);
  if (destination.namespace === own) return [];
  if (destination.namespace === undefined || destination.namespace === '') {
    const says = `${wordsFor('TrafficTarget', target)} names no namespace for its destination, so OSM ignores it.`;
    return [{ what: 'noDestinationNamespace', on, says, mend: [writeNamespace(target, own)] }];
  }
  const where = shown(destination.namespace);
  const says = `${wordsFor('TrafficTarget', target)} opens a ServiceAccount of namespace ${where}. OSM takes it only in that namespace, and ignores it here.`;
  const does = `See what it allows: it has to be made anew in ${where} and deleted here`;
  return [{ what: 'otherNamespace', on, says, mend: [lookAtPolicy('TrafficTarget', target.metadata, does)] }];
}

/** OSM takes no other namespace than the object's own, so no other can be meant. */
function writeNamespace(target: TrafficTarget, own: string): RemedyIntent {
  const { namespace = null } = target.destination;
  return {
    do: 'patch',
    object: policyRef('TrafficTarget', target.metadata),
    patch: { spec: { destination: { namespace: own } } },
    undo: { spec: { destination: { namespace } } },
    does: `Name ${own} as the namespace of the destination; OSM then allows what the TrafficTarget says`,
  };
}

function judgeRules(target: TrafficTarget): Problem[] {
  if (target.rules.length > 0) return [];
  const on = policyRef('TrafficTarget', target.metadata);
  const says = `${wordsFor('TrafficTarget', target)} has no rules, so OSM ignores it.`;
  return [
    {
      what: 'noRules',
      on,
      says,
      mend: [lookAtPolicy('TrafficTarget', target.metadata, 'See what it is meant to allow')],
    },
  ];
}

function judgeKind(target: TrafficTarget): Problem[] {
  const { kind } = target.destination;
  if (kind === 'ServiceAccount') return [];
  const on = policyRef('TrafficTarget', target.metadata);
  const says = `${wordsFor('TrafficTarget', target)} has a destination of kind ${shown(kind)}: OSM gives callers no addresses for it, and takes ServiceAccount alone.`;
  // The webhook takes no patch of a TrafficTarget whose namespaces differ.
  const isSlip =
    kind.toLowerCase() === 'serviceaccount' && target.destination.namespace === target.metadata.namespace;
  return [
    {
      what: 'destinationKind',
      on,
      says,
      mend: [
        isSlip
          ? writeKind(target)
          : lookAtPolicy('TrafficTarget', target.metadata, 'See which pods are meant, and as whom they run'),
      ],
    },
  ];
}

function writeKind(target: TrafficTarget): RemedyIntent {
  return {
    do: 'patch',
    object: policyRef('TrafficTarget', target.metadata),
    patch: { spec: { destination: { kind: 'ServiceAccount' } } },
    undo: { spec: { destination: { kind: target.destination.kind } } },
    does: 'Write the kind as OSM reads it',
  };
}
