import type { Accepted } from '../accepted.ts';

/** Survivors of `src/engine`. */
export const engine: readonly Accepted[] = [
  {
    in: 'src/engine/compare-reports.ts',
    original: /^case '(passed|broken)': return/,
    because: 'A result that passed has nothing unseen, and what no case takes is as false as what these say.',
  },
  {
    in: 'src/engine/compare-reports.ts',
    original: /^'(unknown|broken)'$/,
    because: 'What no case takes is as false as what these cases say.',
  },
  {
    in: 'src/engine/compare-reports.ts',
    original: 'problem?.reason',
    because: 'A read that did not end well has a problem; the type ties the two together loosely.',
  },
  {
    in: 'src/engine/explain-results.ts',
    original: '[]',
    because: 'Only ids of checks that failed are kept, and this is none.',
  },
  {
    in: 'src/engine/select-checks.ts',
    mutator: 'Regex',
    original: '/^osm\\d{1,4}$/',
    because: 'No id, name or area begins with such a word: what is no id is compared as a name in vain.',
  },
  {
    in: 'src/engine/state.ts',
    original: '[]',
    because: 'A word that is no severity is neither grave nor a warning.',
  },
  {
    in: 'src/engine/summarise.ts',
    original: '[]',
    because: 'What has no severity is counted under none.',
  },
  {
    in: 'src/engine/summarise.ts',
    mutator: 'EqualityOperator',
    original: 'new TextEncoder().encode(JSON.stringify(part)).length < mostBytes',
    mutated: 'new TextEncoder().encode(JSON.stringify(part)).length <= mostBytes',
    because:
      'The bound is round and leaves 24 KiB of the property free: whether it is itself allowed is no matter.',
  },
  {
    in: 'src/engine/compare-reports.ts',
    original: 'a < b',
    mutated: 'a <= b',
    because: 'Of two findings of one check about one object either may stand first.',
  },
  {
    in: 'src/engine/needed-inputs.ts',
    original: '[]',
    because: 'A word that is no tier asks for none.',
  },
  {
    in: 'src/engine/run-checks.ts',
    original: '[]',
    uncovered: true,
    because: 'Each check was given its result in the loop before.',
  },
];
