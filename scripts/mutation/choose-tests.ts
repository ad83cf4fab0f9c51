import { checkNames } from '../../src/checks/names.ts';
import { areas } from '../../src/model/check.ts';
import type { Test } from './collect-tests.ts';
import type { Mutant } from './instrument.ts';

/** Quick to load, and looks at what every check says of itself: tried first on what happens as modules load. */
const pagesTest = 'test/docs.test.ts';

/** These judge whole clusters as they are loaded, which takes seconds: too long for each mutant of its own load. */
export const slowToLoad: readonly string[] = [
  'test/checks/broken-reports.test.ts',
  'test/checks/failure-modes.test.ts',
];

/** Holds every word and command of an area: what several checks share shows there. */
const wordsTest = 'test/checks/commands.test.ts';

/** Tests that pass, with what each costs and reaches. */
export interface Coverage {
  readonly ofMutant: ReadonlyMap<string, readonly number[]>;
  /** Most often that one test came by. */
  readonly hits: ReadonlyMap<string, number>;
  readonly atLoad: ReadonlySet<string>;
  readonly tests: readonly Test[];
  readonly ms: readonly number[];
  /** Fail without any mutant, so they prove nothing. */
  readonly failing: readonly string[];
}

/** A page that takes longer judges the cases of all checks: too long for each mutant. Milliseconds. */
const longestPage = 1_000;

/** The tests of the generated pages that tell of this file: the page of its check, and those about all. */
export function pagesOf({ file }: Mutant, { tests, ms }: Coverage): number[] {
  if (!file.startsWith('src/checks/')) return [];
  const own = checkNames.find(({ area, name }) => file === `src/checks/${area}/${name}.ts`)?.id ?? 'none';
  return [...tests.keys()].filter((index) => {
    const { file: testFile = '', name = '' } = tests[index] ?? {};
    const isQuick = (ms[index] ?? 0) < longestPage;
    return testFile === pagesTest && (name.includes(own) || (isQuick && !/OSM\d{4}/.test(name)));
  });
}

/** The tests of what is told in the area of a file: they show constants that no function of the file uses. */
export function wordsOf({ file }: Mutant, { tests }: Coverage): number[] {
  const area = (areas as readonly string[]).indexOf(file.split('/')[2] ?? '');
  return [...tests.keys()].filter((index) => {
    const { file: testFile = '', name = '' } = tests[index] ?? {};
    return area >= 0 && testFile === wordsTest && name.includes(` OSM${area}`);
  });
}

/** By file, the tests that reach anything in it; under '' those that reach nothing at all. */
export function testsOfFiles(
  mutants: readonly Mutant[],
  { ofMutant, tests }: Coverage,
): Map<string, Set<number>> {
  const ofFile = new Map<string, Set<number>>();
  const idle = new Set(tests.keys());
  for (const { id, file } of mutants) {
    const reaching = ofFile.get(file) ?? new Set();
    ofFile.set(file, reaching);
    for (const index of ofMutant.get(id) ?? []) {
      reaching.add(index);
      idle.delete(index);
    }
  }
  return ofFile.set('', idle);
}

/** Tests of the file itself and what people are told in its area; then those of its area; then the others, quickest first. */
export function inOrder(
  { file }: Mutant,
  reached: readonly number[],
  { tests, ms }: Coverage,
): readonly number[] {
  const ownName = new RegExp(`[ /]${file.replace(/^.*\/|\.ts$/g, '')}( |\\.|$)`);
  const [, place = ''] = file.split('/');
  const area = (areas as readonly string[]).indexOf(file.split('/')[2] ?? '');
  const cost = (index: number) => ms[index] ?? 0;
  const distance = (index: number) => {
    const { name, file: testFile } = tests[index] ?? { name: '', file: '' };
    const isOfArea = area >= 0 ? name.includes(` OSM${area}`) : testFile.startsWith(`test/${place}/`);
    if (ownName.test(name) || (isOfArea && testFile === wordsTest)) return 0;
    return isOfArea ? 1 : 2;
  };
  const ranks = new Map(reached.map((index) => [index, distance(index) * 1_000_000 + cost(index)]));
  const rank = (index: number) => ranks.get(index) ?? 0;
  return [...reached].sort((a, b) => rank(a) - rank(b));
}
