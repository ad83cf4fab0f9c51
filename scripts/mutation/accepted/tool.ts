import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/tool`. */
export const tool: readonly Accepted[] = [
  {
    in: 'src/checks/tool/rights-granted.ts',
    original: "'list'",
    because: 'No rule is without verbs.',
  },
  {
    in: 'src/checks/tool/rights-granted.ts',
    original: "''",
    uncovered: true,
    because: 'Every rule names a group and a resource, and a text that is split has a first part.',
  },
  {
    in: 'src/checks/tool/clock-agrees.ts',
    original: 'skewSeconds > 0',
    mutated: 'skewSeconds >= 0',
    because: 'A difference of nothing is no difference: it passes before this.',
  },
];
