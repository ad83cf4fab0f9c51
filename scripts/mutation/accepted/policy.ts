import type { Accepted } from '../accepted.ts';

/** Survivors of `src/checks/policy`. */
export const policy: readonly Accepted[] = [
  {
    in: 'src/checks/policy/one-split-per-root.ts',
    original: 'first === undefined',
    mutated: 'false',
    because: 'What was grouped holds at least one; the compiler cannot know.',
  },
  {
    in: 'src/checks/policy/past-sidecar.ts',
    original: "''",
    mutated: '"Stryker was here!"',
    because: 'Neither is a name of metrics, and that is all that is asked of it.',
  },
  {
    in: 'src/checks/policy/policies.ts',
    original: "''",
    uncovered: true,
    because: 'Whatever is asked for its namespace lies in one.',
  },
  {
    in: 'src/checks/policy/policies-in-mesh.ts',
    original: "''",
    mutated: '"Stryker was here!"',
    because: 'Neither is the name of a mesh.',
  },
  {
    in: 'src/checks/policy/references.ts',
    original: '[]',
    mutated: '["Stryker was here"]',
    because: 'A name that no group has uses as little as no name.',
  },
  {
    in: 'src/checks/policy/regexes-valid.ts',
    original: '[]',
    mutated: '["Stryker was here"]',
    because: 'An expression that RE2 takes is told of as little as none.',
  },
  {
    in: 'src/checks/policy/retries-effective.ts',
    original: 'first === undefined',
    mutated: 'false',
    because: 'What was grouped holds at least one; the compiler cannot know.',
  },
  {
    in: 'src/checks/policy/routes-not-overlapping.ts',
    original: 'first === undefined',
    mutated: 'false',
    because: 'What was grouped holds at least one; the compiler cannot know.',
  },
  {
    in: 'src/checks/policy/services-covered.ts',
    original: '[]',
    mutated: '["Stryker was here"]',
    because: 'A Service without EndpointSlices has no pods behind it, so it is passed over either way.',
  },
  {
    in: 'src/checks/policy/services-covered.ts',
    original: "''",
    uncovered: true,
    because: 'An identity has both its parts.',
  },
  {
    in: 'src/checks/policy/sources-exist.ts',
    original: '[]',
    mutated: '["Stryker was here"]',
    because: 'The namespaces are used for faults alone whose sources have one.',
  },
  {
    in: 'src/checks/policy/upstream-settings-effective.ts',
    original: 'first === undefined',
    mutated: 'false',
    because: 'What was grouped holds at least one; the compiler cannot know.',
  },
  {
    in: 'src/checks/policy/routes-not-overlapping.ts',
    original: /targets\.length > 1/,
    because:
      'The routes of one target have the same callers, which are at odds with none: not to look saves time.',
  },
];
