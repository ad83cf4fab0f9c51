import type { Accepted } from '../accepted.ts';

const hasNamespace = 'Pods, Services and workloads have a namespace; the type is that of every kind.';
const namespaceAndTime = 'Kubernetes gives each of these a namespace and a time; the types leave both open.';
const roundNumber =
  'The time is a round number of minutes: whether its last millisecond counts is no matter.';
const neverEmpty = 'A group was made of its pods, so it has a first one; the type does not say so.';

/** Survivors of `src/checks/data-plane`. */
export const dataPlane: readonly Accepted[] = [
  { in: 'src/checks/data-plane/meshed-pods.ts', original: "''", uncovered: true, because: hasNamespace },
  {
    in: 'src/checks/data-plane/meshed-pods.ts',
    original: "''",
    mutated: '"Stryker was here!"',
    because: 'Neither of the two is a date.',
  },
  { in: 'src/checks/data-plane/name-protocol.ts', original: "''", uncovered: true, because: hasNamespace },
  {
    in: 'src/checks/data-plane/one-sidecar-image.ts',
    original: 'msSince(metadata.creationTimestamp, now) < rolloutMs',
    mutated: 'msSince(metadata.creationTimestamp, now) <= rolloutMs',
    because: roundNumber,
  },
  { in: 'src/checks/data-plane/own-identities.ts', original: "''", uncovered: true, because: hasNamespace },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: 'timeOf(event) >= timeOf(known)',
    mutated: 'timeOf(event) > timeOf(known)',
    because: 'Of two events of one second either may be the latest.',
  },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: "''",
    uncovered: true,
    because: namespaceAndTime,
  },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: 'msSince(lastSeen, now) <= ms',
    mutated: 'msSince(lastSeen, now) < ms',
    because: roundNumber,
  },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: 'message === undefined',
    mutated: 'false',
    because: 'No message names no webhook either; this tells the type.',
  },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: 'first === undefined',
    mutated: 'false',
    because: 'A group was made of its refusals, so it has a first one.',
  },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: '[]',
    uncovered: true,
    because: 'A group was made of its refusals, so it has a first one.',
  },
  {
    in: 'src/checks/data-plane/proxy-uuids.ts',
    original: "''",
    uncovered: true,
    because: namespaceAndTime,
  },
  {
    in: 'src/checks/data-plane/proxy-uuids.ts',
    original: 'original !== undefined',
    mutated: 'true',
    because: 'Pods that share a uuid are at least one.',
  },
  {
    in: 'src/checks/data-plane/proxy-uuids.ts',
    original: /^(first === undefined( \|\| original === undefined)?|original === undefined)$/,
    because: 'The groups are made of the copies, each of which has an original; the types do not say so.',
  },
  { in: 'src/checks/data-plane/proxy-uuids.ts', original: '[]', uncovered: true, because: neverEmpty },
  { in: 'src/checks/data-plane/replace-pods.ts', original: "''", uncovered: true, because: hasNamespace },
  {
    in: 'src/checks/data-plane/replace-pods.ts',
    original: 'membership !== undefined',
    mutated: 'true',
    because: 'The pods were found by way of these memberships.',
  },
  {
    in: 'src/checks/data-plane/servers-have-services.ts',
    original: "''",
    uncovered: true,
    because: hasNamespace,
  },
  {
    in: 'src/checks/data-plane/servers-have-services.ts',
    original: 'msSince(pod.startTime ?? pod.metadata.creationTimestamp, now) < patienceMs',
    mutated: 'msSince(pod.startTime ?? pod.metadata.creationTimestamp, now) <= patienceMs',
    because: roundNumber,
  },
  {
    in: 'src/checks/data-plane/sidecars-current.ts',
    original: '[]',
    uncovered: true,
    because: 'The images of these pods were seen to be others, so each has one.',
  },
  {
    in: 'src/checks/data-plane/sidecars-current.ts',
    original: "''",
    mutated: '"Stryker was here!"',
    because: 'Neither of the two is a version.',
  },
  {
    in: 'src/checks/data-plane/sidecars-keep-running.ts',
    original: 'msSince(endedAt(status), now) <= ms',
    mutated: 'msSince(endedAt(status), now) < ms',
    because: roundNumber,
  },
  {
    in: 'src/checks/data-plane/sidecars-keep-running.ts',
    original: /^(example === undefined( \|\| status === undefined)?|status === undefined)$/,
    because:
      'Each pod of the group has a status of its sidecar that says the trouble; the types do not say so.',
  },
  {
    in: 'src/checks/data-plane/sidecars-keep-running.ts',
    original: '[]',
    uncovered: true,
    because: neverEmpty,
  },
  {
    in: 'src/checks/data-plane/sidecars-keep-running.ts',
    original: "''",
    uncovered: true,
    because: hasNamespace,
  },
  {
    in: 'src/checks/data-plane/sidecars-ready.ts',
    original: 'msSince(since, now) > ms',
    mutated: 'msSince(since, now) >= ms',
    because: roundNumber,
  },
  {
    in: 'src/checks/data-plane/sidecars-ready.ts',
    original: 'initStatus(pod)?.startedAt',
    because: 'It is the start of osm-init that told the trouble; the types do not say so.',
  },
  {
    in: 'src/checks/data-plane/sidecars-ready.ts',
    original: "'unknown'",
    uncovered: true,
    because: 'The kubelet writes an exit code for every container that ended.',
  },
  {
    in: 'src/checks/data-plane/sidecars-ready.ts',
    original: 'example === undefined',
    mutated: 'false',
    because: neverEmpty,
  },
  { in: 'src/checks/data-plane/sidecars-ready.ts', original: '[]', uncovered: true, because: neverEmpty },
  { in: 'src/checks/data-plane/sidecars-ready.ts', original: "''", uncovered: true, because: hasNamespace },
  {
    in: 'src/checks/data-plane/well-known-ports.ts',
    original: "''",
    mutated: '"Stryker was here!"',
    because: 'Neither of the two sounds like HTTP.',
  },
  { in: 'src/checks/data-plane/meshed-ports.ts', original: "''", uncovered: true, because: hasNamespace },
  {
    in: 'src/checks/data-plane/meshed-ports.ts',
    original: '[]',
    uncovered: true,
    because: 'There are pods behind a Service where its EndpointSlices name them, so it has some.',
  },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: "owner.kind === 'ReplicaSet'",
    mutated: 'false',
    because: "A shortcut: a ReplicaSet's pods are counted too then, and nobody asks for them.",
  },
  {
    in: 'src/checks/data-plane/pods-can-be-created.ts',
    original: "'ReplicaSet'",
    mutated: '""',
    because: "A shortcut: a ReplicaSet's pods are counted too then, and nobody asks for them.",
  },
  {
    in: 'src/checks/data-plane/protocols-agree.ts',
    original: 'ports.filter((read) => !isHttp(read))',
    because:
      'A shortcut: who disagrees has ports of both kinds, so the pods of either kind are enough to look at.',
  },
  {
    in: 'src/checks/data-plane/protocols-agree.ts',
    original: '!isHttp(read)',
    mutated: 'isHttp(read)',
    because:
      'A shortcut: who disagrees has ports of both kinds, so the pods of either kind are enough to look at.',
  },
  {
    in: 'src/checks/data-plane/protocols-agree.ts',
    original: '!others.has(pod)',
    mutated: 'false',
    because: 'A shortcut: all pods are looked at then.',
  },
];
