import type { Accepted } from '../accepted.ts';

/** Survivors of `src/remedies`. */
export const remedies: readonly Accepted[] = [
  {
    in: 'src/remedies/build-remedy.ts',
    original: /^''$|^'\/'$/,
    because: 'An API version without a group is none of the groups that kubectl needs named.',
  },
  {
    in: 'src/remedies/judge-patch.ts',
    original: "'outside'",
    because: 'Only being in a list is asked for.',
  },
  {
    in: 'src/remedies/judge-patch.ts',
    original: 'findingsIn(before, schema).filter(isProblem)',
    because: 'A doubt has neither path nor sentence that a problem could share.',
  },
  {
    in: 'src/remedies/judge-patch.ts',
    original: "is === 'doubt'",
    mutated: 'true',
    because: 'What is left here besides doubts makes the answer unknown as well.',
  },
];
