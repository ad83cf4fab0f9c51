import { Script } from 'node:vm';
import type { Load, Loaded } from './bundle.ts';
import { type Coverage, inOrder, pagesOf, slowToLoad, testsOfFiles, wordsOf } from './choose-tests.ts';
import type { Test } from './collect-tests.ts';
import type { Mutant } from './instrument.ts';

/** What became of a mutant. `uncovered`: no test reaches it. */
export interface Fate {
  readonly mutant: Mutant;
  readonly is: 'killed' | 'survived' | 'uncovered';
}

/** The switch that instrumented code reads (Stryker's name and fields). */
interface Switch {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: {
    static: Readonly<Record<string, number>>;
    perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

const given = globalThis as { __stryker__?: Switch; runOneTest?: () => unknown };
given.__stryker__ ??= {};
const mutation: Switch = given.__stryker__;

/** Runs every test of a wanted name once without a mutant. */
export async function cover(load: Load, wants: (name: string) => boolean): Promise<Coverage> {
  // Modules keep this object from their first mutant on, so it is emptied and never replaced.
  const reached: NonNullable<Switch['mutantCoverage']> = { static: {}, perTest: {} };
  mutation.mutantCoverage = reached;
  const { tests: all, failures } = await load();
  const atLoad = new Set(Object.keys(reached.static));
  const failing = failures.map(({ file, error }) => `${file}: ${String(error)}`);
  const tests: Test[] = [];
  const ms: number[] = [];
  const ofMutant = new Map<string, number[]>();
  const hits = new Map<string, number>();
  for (const test of all.filter(({ name }) => wants(name))) {
    reached.perTest = {};
    mutation.currentTestId = 'it';
    const began = performance.now();
    const passed = await passes(test, 60_000);
    const took = performance.now() - began;
    mutation.currentTestId = undefined;
    if (!passed) {
      failing.push(test.name);
      continue;
    }
    const index = tests.push(test) - 1;
    ms.push(took);
    for (const [id, count] of Object.entries(reached.perTest['it'] ?? {})) {
      const covering = ofMutant.get(id);
      if (covering === undefined) ofMutant.set(id, [index]);
      else covering.push(index);
      hits.set(id, Math.max(hits.get(id) ?? 0, count));
    }
  }
  return { ofMutant, hits, atLoad, tests, ms, failing };
}

/** The names of tests that fail with a mutant that is nowhere: then the run itself is what fails. */
export async function failingForNothing(coverage: Coverage): Promise<string[]> {
  const failing: string[] = [];
  const reaching = new Set([...coverage.ofMutant.values()].flat());
  for (const [index, test] of coverage.tests.entries()) {
    if (!reaching.has(index)) continue;
    if (!(await passesWith('nowhere', test, index, coverage))) failing.push(test.name);
  }
  return failing;
}

/** Switches each mutant on in turn, and runs the tests that reach it until one fails. */
export async function* runMutants(
  mutants: readonly Mutant[],
  load: Load,
  coverage: Coverage,
): AsyncGenerator<Fate> {
  const ofFile = testsOfFiles(mutants, coverage);
  for (const mutant of mutants) {
    const covering = coverage.ofMutant.get(mutant.id);
    const atLoad = coverage.atLoad.has(mutant.id);
    if (covering === undefined && !atLoad) {
      yield { mutant, is: 'uncovered' };
      continue;
    }
    // What is decided as the module loads shows in whatever the module does, and in tests that do nothing but look.
    const reached = atLoad
      ? [
          ...new Set([
            ...(ofFile.get(mutant.file) ?? []),
            ...(ofFile.get('') ?? []),
            ...wordsOf(mutant, coverage),
          ]),
        ]
      : (covering ?? []);
    const order = inOrder(mutant, reached, coverage);
    const killed = atLoad
      ? (await fallsAnew(mutant, pagesOf(mutant, coverage), load, coverage)) ||
        (await fallsAnew(mutant, order, load, coverage))
      : await falls(mutant, order, coverage);
    yield { mutant, is: killed ? 'killed' : 'survived' };
  }
}

async function falls(mutant: Mutant, order: readonly number[], coverage: Coverage): Promise<boolean> {
  for (const index of order) {
    const test = coverage.tests[index];
    if (test !== undefined && !(await passesWith(mutant.id, test, index, coverage))) return true;
  }
  return false;
}

/** For what happens when modules load: loads them with the mutant switched on. */
async function fallsAnew(
  mutant: Mutant,
  order: readonly number[],
  load: Load,
  coverage: Coverage,
): Promise<boolean> {
  const files = new Set(order.flatMap((index) => coverage.tests[index]?.file ?? []));
  for (const slow of slowToLoad) files.delete(slow);
  const { tests, failures } = await loadWith(mutant, load, files);
  if (failures.length > 0) return true;
  const byName = new Map(tests.map((test) => [test.name, test]));
  for (const index of order) {
    const test = byName.get(coverage.tests[index]?.name ?? '');
    if (test !== undefined && !(await passesWith(mutant.id, test, index, coverage))) return true;
  }
  return false;
}

async function loadWith({ id }: Mutant, load: Load, files: ReadonlySet<string>): Promise<Loaded> {
  switchOn(id, 1_000_000);
  try {
    return await load(files);
  } finally {
    switchOff();
  }
}

async function passesWith(id: string, test: Test, index: number, coverage: Coverage): Promise<boolean> {
  switchOn(id, (coverage.hits.get(id) ?? 0) * 100 + 1_000);
  try {
    return await passes(test, Math.ceil(coverage.ms[index] ?? 0) * 20 + 3_000);
  } finally {
    switchOff();
  }
}

function switchOn(id: string, hitLimit: number): void {
  Object.assign(mutation, { activeMutant: id, hitCount: 0, hitLimit });
}

function switchOff(): void {
  mutation.activeMutant = undefined;
  mutation.hitCount = undefined;
}

const runOneTest = new Script('runOneTest()');

/** A loop that never ends is a failure like any other. */
async function passes(test: Test, timeout: number): Promise<boolean> {
  given.runOneTest = test.run;
  try {
    await runOneTest.runInThisContext({ timeout });
    return true;
  } catch {
    return false;
  }
}
