import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/lifecycle`. */
export const lifecycle: readonly Accepted[] = [
  {
    in: 'src/checks/lifecycle/kinds-with-guidance.ts',
    original: "''",
    uncovered: true,
    because: 'Only objects in a namespace of the mesh come here.',
  },
  {
    in: 'src/checks/lifecycle/kubernetes-supported.ts',
    original: 'oldest !== undefined',
    mutated: 'true',
    because: 'The list of this tool is not empty.',
  },
  {
    in: 'src/checks/lifecycle/kubernetes-supported.ts',
    original: 'release.minor < oldest.minor',
    mutated: 'release.minor <= oldest.minor',
    because: 'The oldest itself was found in the list before.',
  },
  {
    in: 'src/checks/lifecycle/matches-translatable.ts',
    original: '[]',
    because: 'The words of a mutant are the name of no match, and have neither name nor form.',
  },
  {
    in: 'src/checks/lifecycle/matches-translatable.ts',
    original: "''",
    uncovered: true,
    because: 'Only groups in a namespace of the mesh come here.',
  },
  {
    in: 'src/checks/lifecycle/one-mesh-at-a-time.ts',
    original: "webhooks.some(({ service }) => service?.namespace === 'aks-istio-system')",
    mutated: "webhooks.every(({ service }) => service?.namespace === 'aks-istio-system')",
    because: "All webhooks of Istio's injector ask the same Service.",
  },
  {
    in: 'src/checks/lifecycle/one-mesh-at-a-time.ts',
    original: "'default'",
    uncovered: true,
    because: 'Every pod has a namespace, and so has what made it.',
  },
];
