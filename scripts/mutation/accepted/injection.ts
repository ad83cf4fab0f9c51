import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/injection`. */
export const injection: readonly Accepted[] = [
  {
    in: 'src/checks/injection/injection-words.ts',
    original: "''",
    uncovered: true,
    because: 'Only a namespace that has the annotation can have an unknown word in it.',
  },
  {
    in: 'src/checks/injection/unknown-words.ts',
    original: "''",
    uncovered: true,
    because: 'Only a namespace that has the annotation can have an unknown word in it.',
  },
  {
    in: 'src/checks/injection/namespaces.ts',
    original: "''",
    uncovered: true,
    because: 'Whoever shows a word has found that the namespace or the pod carries it.',
  },
  {
    in: 'src/checks/injection/namespaces.ts',
    original: /^(was|monitoredBy) === undefined$/,
    mutated: 'false',
    because: 'To what makes the command, a value found that is undefined is one that was not found.',
  },
  {
    in: 'src/checks/injection/policies-admit-pods.ts',
    original: 'was === undefined',
    mutated: 'false',
    because: 'To what makes the command, a value found that is undefined is one that was not found.',
  },
  {
    in: 'src/checks/injection/jobs-can-end.ts',
    mutator: 'StringLiteral',
    original: "''",
    uncovered: true,
    because: 'What is no time, the one text like the other, is not long ago.',
  },
  {
    in: 'src/checks/injection/jobs-can-end.ts',
    original: 'first === undefined',
    mutated: 'false',
    because: 'A group is made of the pods in it, so it has a first.',
  },
  {
    in: 'src/checks/injection/jobs-can-end.ts',
    original: '[]',
    uncovered: true,
    because: 'A group is made of the pods in it, so it has a first.',
  },
  {
    in: 'src/checks/injection/mesh-in-use.ts',
    original: /^'Deployment'$|osm-controller/,
    uncovered: true,
    because: 'A mesh is found by its Deployments, so it has one; this is for the type.',
  },
  {
    in: 'src/checks/injection/probes-told-apart.ts',
    original: '[]',
    because: 'A fault is looked for by its name, which what stands here instead does not have.',
  },
  {
    in: 'src/checks/injection/refusals.ts',
    original: "''",
    uncovered: true,
    because: 'The brackets of this pattern take part in every match.',
  },
  {
    in: 'src/checks/injection/refused-creations.ts',
    original: "''",
    because: 'What is no time, the one text like the other, is neither before nor after any time.',
  },
  {
    in: 'src/checks/injection/refused-creations.ts',
    original: "seenAt(event) < Date.parse(since ?? '')",
    mutated: "seenAt(event) <= Date.parse(since ?? '')",
    because: 'An Event of the very second in which the condition began has the same answer as the condition.',
  },
  {
    in: 'src/checks/injection/seen-by-webhooks.ts',
    original: "''",
    uncovered: true,
    because: 'Only a namespace that carries the label is ignored.',
  },
  {
    in: 'src/checks/injection/sidecars-in-mesh.ts',
    original: "''",
    uncovered: true,
    because: 'Only pods whose namespace was read are looked at, so the workload has one.',
  },
  {
    in: 'src/checks/injection/exclusion-annotations.ts',
    original: '!lists.some((key) => key in annotations)',
    mutated: 'false',
    because: 'A shortcut: each list is looked for then, and not found.',
  },
  {
    in: 'src/checks/injection/exclusion-annotations.ts',
    original: '[]',
    because: 'A fault is looked for by its effect, which what stands here instead does not have.',
  },
  {
    in: 'src/checks/injection/probes-told-apart.ts',
    original: /^injectedPods\(pods, memberships\)\.filter|^astrayIn\(pod\)\.length > 0$/,
    because: 'A shortcut: each fault is looked for in all pods then.',
  },
  {
    in: 'src/checks/injection/refused-creations.ts',
    original: "owner.kind === 'ReplicaSet'",
    mutated: 'false',
    because: "A shortcut: a ReplicaSet's pods are counted too then, and nobody asks for them.",
  },
  {
    in: 'src/checks/injection/refused-creations.ts',
    original: "'ReplicaSet'",
    mutated: '""',
    because: "A shortcut: a ReplicaSet's pods are counted too then, and nobody asks for them.",
  },
];
