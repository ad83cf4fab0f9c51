import type { Accepted } from '../accepted.ts';

/** Survivors of `src/remedies`. */
export const remedies: readonly Accepted[] = [
  {
    in: 'src/remedies/dry-run-request.ts',
    original: /^'(look|delete|jsonPatch)'$/,
    because: 'What no case takes is as undefined as what these say.',
  },
  {
    in: 'src/remedies/example.ts',
    original: 'items?.is',
    because: 'A schema of a list that does not say what its items are is opaque (read-schema.ts).',
  },
  {
    in: 'src/remedies/judge-patch.ts',
    original: 'findingsIn(before, schema).filter(isProblem)',
    because: 'A doubt has neither path nor sentence that a problem could share.',
  },
  {
    in: 'src/remedies/read-letters.ts',
    original: '-1',
    uncovered: true,
    because: 'Every letter has a code: the type speaks of the place behind a text.',
  },
  {
    in: 'src/remedies/read-list-text.ts',
    original: "items?.is !== 'readable'",
    mutated: 'false',
    because: 'An opaque schema has no type by which readScalar could read anything.',
  },
  {
    in: 'src/remedies/read-list-text.ts',
    original: 'items?.is',
    because: 'A schema of a list that does not say what its items are is opaque (read-schema.ts).',
  },
  {
    in: 'src/remedies/read-list-text.ts',
    original: 'items !== undefined',
    mutated: 'true',
    because: 'Its items were read by this schema before.',
  },
  {
    in: 'src/remedies/read-pattern.ts',
    original: /^\{ if \(error instanceof NotUnderstood\) return undefined; throw error; \}$/,
    because: 'The reader throws nothing else, and what ends without a return is undefined too.',
  },
  {
    in: 'src/remedies/read-pattern.ts',
    original: 'error instanceof NotUnderstood',
    mutated: 'true',
    because: 'The reader throws nothing else.',
  },
  {
    in: 'src/remedies/read-pattern.ts',
    original: "''",
    uncovered: true,
    because: 'A sequence ends before the letters do.',
  },
  {
    in: 'src/remedies/safe-intent.ts',
    original: "''",
    uncovered: true,
    because: 'A key that is split has at least one part.',
  },
  {
    in: 'src/remedies/schema.ts',
    original: "'readable'",
    mutated: '""',
    because: 'Where this schema comes, only being opaque is asked for.',
  },
];
