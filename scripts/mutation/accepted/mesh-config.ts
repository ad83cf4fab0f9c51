import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/mesh-config`. */
export const meshConfig: readonly Accepted[] = [
  {
    in: 'src/checks/mesh-config/judge-image.ts',
    original: 'tag === undefined',
    mutated: 'false',
    because: 'What is no text is no version either: only the type asks for one.',
  },
  {
    in: 'src/checks/mesh-config/judge-key.ts',
    original: 'meshConfigKeys.find((key) => key.path === path)?.takesEffect',
    because: 'Every path that is asked for is one of the table.',
  },
  {
    in: 'src/checks/mesh-config/judge-key.ts',
    original: 'changes.at(-1)?.[1]',
    because: 'Every key of the table says at least once when it is felt.',
  },
  {
    in: 'src/checks/mesh-config/keys-kept.ts',
    mutator: 'MethodExpression',
    original: 'written?.some(([, is]) => isSame(is, value))',
    because: 'Keys that older presets set in more than one way are in every CRD, and so never dropped.',
  },
  {
    in: 'src/checks/mesh-config/keys-kept.ts',
    original: '{ return undefined; }',
    because: 'A function that ends without a value gives the same.',
  },
  {
    in: 'src/checks/mesh-config/keys-kept.ts',
    original: "''",
    because: 'No annotation counts as one that is no JSON: either holds no spec.',
  },
  {
    in: 'src/checks/mesh-config/keys-kept.ts',
    original: "found.is === 'key'",
    mutated: 'true',
    because: 'What is found otherwise has no key.',
  },
  {
    in: 'src/checks/mesh-config/keys-kept.ts',
    original: '{ major: 1, minor: 2, patch: 4 }',
    mutated: '{}',
    because:
      'No key is felt by new pods in one release and by others in another, and misfits are only counted.',
  },
  {
    in: 'src/checks/mesh-config/spec-values.ts',
    original: "''",
    uncovered: true,
    because: 'The kinds that are named so all live in a namespace.',
  },
  {
    in: 'src/checks/mesh-config/target-of.ts',
    original: "''",
    because: 'What is split has a first word, and no Service has a namespace of either name.',
  },
];
