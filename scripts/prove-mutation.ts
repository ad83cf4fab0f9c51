import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleTests } from './mutation/bundle.ts';
import { instrument } from './mutation/instrument.ts';
import {
  acceptedAs,
  acceptedInVain,
  leastScore,
  placeOf,
  scoreLines,
  scoreOf,
  survivorLine,
  tally,
} from './mutation/report.ts';
import { cover, type Fate, failingForNothing, runMutants } from './mutation/run-mutants.ts';

/*
 * A long proof: changes the code of checks, engine and remedies in one place at a time and looks whether a test falls.
 * All in this process: a global switches each mutant on. `npm run prove:mutation -- --only src/checks/tool` judges
 * the files whose path begins so; `--only` may be given more than once. `--tests test/checks/tool` is for a quick look:
 * it runs these tests alone, so a survivor of it may yet fall to others. So is `--about OSM10`: of the tests that name a
 * check it runs those alone that name one of these.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

const several = { type: 'string', multiple: true } as const;

/** These start programs for each test. */
const startPrograms = ['test/remedies/through-kubectl.test.ts', 'test/commands/article-rows.test.ts'];

async function prove(): Promise<void> {
  const { values } = parseArgs({ options: { only: several, tests: several, about: several } });
  const sources = filesOf('src/{checks,engine,remedies}/**/*.ts', values.only);
  const tests = filesOf(
    'test/{docs.test.ts,{checks,commands,engine,osm,remedies}/**/*.test.ts}',
    values.tests,
  );
  const { contents, mutants, prose } = await instrument(root, sources);
  const load = await bundleTests(
    root,
    tests.filter((file) => !startPrograms.includes(file)),
    contents,
  );
  const coverage = await cover(load, (name) => isAbout(name, values.about));
  console.log(
    `${mutants.length} mutants in ${sources.length} files; ${coverage.tests.length} tests. Sentences for people left alone: ${prose}.`,
  );
  for (const name of coverage.failing) console.log(`Fails without a mutant, and so proves nothing: ${name}`);
  const failing = await failingForNothing(coverage);
  if (failing.length > 0) throw new Error(`These fail with nothing changed:\n${failing.join('\n')}`);
  const fates: Fate[] = [];
  for await (const fate of runMutants(mutants, load, coverage)) {
    const last = fates.at(-1)?.mutant;
    if (last !== undefined && placeOf(last) !== placeOf(fate.mutant)) tellPlace(fates, placeOf(last));
    fates.push(fate);
    if (isOpen(fate)) console.log(survivorLine(fate));
  }
  tell(fates);
  if (coverage.failing.length > 0) process.exitCode = 1;
}

/** Tests that name no check are about all of them. */
function isAbout(name: string, starts: readonly string[] = ['']): boolean {
  const ids = name.match(/OSM\d{4}/g);
  return ids === null || ids.some((id) => starts.some((start) => id.startsWith(start)));
}

function filesOf(pattern: string, starts: readonly string[] = ['']): string[] {
  return globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => starts.some((start) => file.startsWith(start)))
    .sort();
}

/** Progress: a place is done. */
function tellPlace(fates: readonly Fate[], place: string): void {
  const [line = ''] = scoreLines(fates.filter(({ mutant }) => placeOf(mutant) === place));
  console.log(`${Math.round(performance.now() / 1_000)} s  ${line}`);
}

function isOpen(fate: Fate): boolean {
  return fate.is !== 'killed' && acceptedAs(fate) === undefined;
}

function tell(fates: readonly Fate[]): void {
  const open = fates.filter(isOpen);
  for (const { in: file, original } of acceptedInVain(fates))
    console.log(`Named, but no survivor here is like it: ${original} in ${file}`);
  console.log(`\n${scoreLines(fates).join('\n')}`);
  const score = scoreOf(tally(fates));
  console.log(`${Math.round(performance.now() / 1_000)} s. At least ${leastScore} % must fall.`);
  if (score < leastScore || open.length > 0) process.exitCode = 1;
}

await prove();
