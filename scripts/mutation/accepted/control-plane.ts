import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/control-plane`. */
export const controlPlane: readonly Accepted[] = [
  {
    in: 'src/checks/control-plane/autoscalers-have-room.ts',
    original: "''",
    uncovered: true,
    because: 'Only autoscalers in the namespace of the mesh are judged, so they have one.',
  },
  {
    in: 'src/checks/control-plane/drains-possible.ts',
    original: "''",
    uncovered: true,
    because: 'Only budgets in the namespace of the mesh are judged, so they have one.',
  },
  {
    in: 'src/checks/control-plane/error-codes-rest.ts',
    original: "'osm-controller'",
    uncovered: true,
    because: 'A code is counted by a program, so it has a first; this is for the type.',
  },
  {
    in: 'src/checks/control-plane/judge-component.ts',
    original: "''",
    uncovered: true,
    because: 'A Deployment is of a mesh by its namespace, so it has one.',
  },
  {
    in: 'src/checks/control-plane/judge-deployment.ts',
    original: "''",
    uncovered: true,
    because: 'A Deployment is of a mesh by its namespace, so it has one.',
  },
  {
    in: 'src/checks/control-plane/judge-deployment.ts',
    original: 'progressing?.reason',
    because: 'A rollout is stuck by what its condition says, so there is one.',
  },
  {
    in: 'src/checks/control-plane/programs-healthy.ts',
    original: 'creationTimestamp !== undefined',
    mutated: 'true',
    because: 'What is no time is not within any time.',
  },
  {
    in: 'src/checks/control-plane/replicas-spread.ts',
    original: "''",
    uncovered: true,
    because: 'Only pods that are on a node are judged.',
  },
  {
    in: 'src/checks/control-plane/replicas-spread.ts',
    original: 'pod === undefined',
    mutated: 'false',
    because: 'Only groups of two pods and more are judged, so there is a first.',
  },
  {
    in: 'src/checks/control-plane/same-release.ts',
    original: "''",
    uncovered: true,
    because: 'What is looked at is a Deployment of the mesh, which has a namespace.',
  },
  {
    in: 'src/checks/control-plane/same-release.ts',
    original: "''",
    because: 'A text without a colon has no tag, and one without numbers is no version.',
  },
  {
    in: 'src/checks/control-plane/steady-pods.ts',
    original: "''",
    uncovered: true,
    because: 'Only pods in the namespace of the mesh are judged, so they have one.',
  },
  {
    in: 'src/checks/control-plane/steady-pods.ts',
    original: '[]',
    uncovered: true,
    because: 'A group is made of pods that have the trouble, so it has a first, and that has it.',
  },
  {
    in: 'src/checks/control-plane/steady-pods.ts',
    original: /^(creationTimestamp === undefined|finishedAt !== undefined)$/,
    because: 'What is no time is not within any time.',
  },
  {
    in: 'src/checks/control-plane/steady-pods.ts',
    original: 'lastTermination?.finishedAt',
    because: 'Both troubles are told by when the container ended last, so that is known.',
  },
  {
    in: 'src/checks/control-plane/steady-pods.ts',
    original: /^example === undefined|^status === undefined$|^troubleOf\(example, now\)\?\.status$/,
    because: 'A group is made of pods that have the trouble, so it has a first, and that has it.',
  },
];
