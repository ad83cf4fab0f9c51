import type { SourceName, Sources } from '../model/check.ts';
import type { FactDefinition } from '../model/derived.ts';
import type { ClusterSnapshot, InputName, Reading, ReadProblem } from '../model/snapshot.ts';
import { facts, isFact } from '../osm/facts/index.ts';

/** What a source came to in this snapshot. */
export type Resolved<T> =
  | { readonly is: 'known'; readonly value: T }
  | { readonly is: 'partial'; readonly value: T; readonly because: ReadProblem }
  | { readonly is: 'missing'; readonly because: readonly ReadProblem[] }
  | { readonly is: 'notApplicable'; readonly because: string; readonly why: Absence };

/** Why a source has no answer: nobody asked for it, the kind is not there, or a fact has no meaning here. */
export type Absence = 'notAsked' | 'notInstalled' | 'noMeaning';

/** Gives the value of any input or fact, computing each fact once. */
export type Resolve = <K extends SourceName>(name: K) => Resolved<Sources[K]>;

/** Whether a source has no answer for this very reason. */
export function isAbsent(source: Resolved<unknown>, why: Absence): boolean {
  return 'why' in source && source.why === why;
}

/** Opens a snapshot for judging. A fact that throws does so at each call, so every check that needs it is broken. */
export function resolver(
  snapshot: ClusterSnapshot,
  { run, openFindings }: Pick<Sources, 'run'> & { openFindings(): Sources['openFindings'] },
): Resolve {
  const done = new Map<SourceName, Resolved<unknown>>([['run', { is: 'known', value: run }]]);
  const resolve = (name: SourceName): Resolved<unknown> => {
    if (name === 'openFindings') return { is: 'known', value: openFindings() };
    const known = done.get(name);
    if (known !== undefined) return known;
    const result = isFact(name)
      ? derive(facts[name], resolve)
      : ofReading(snapshot.inputs[name as InputName]);
    done.set(name, result);
    return result;
  };
  return resolve as Resolve;
}

/** Opens a snapshot for other questions than the checks': there is no run to judge. */
export function openSnapshot(snapshot: ClusterSnapshot): Resolve {
  const { cluster, asked } = snapshot;
  const run = { reads: [], problems: [], budgetMs: asked.budgetMs, clusterName: cluster.name };
  return resolver(snapshot, { run, openFindings: () => [] });
}

function ofReading(reading: Reading<unknown>): Resolved<unknown> {
  if (reading.ok) return { is: 'known', value: reading.value };
  const { problem, partial } = reading;
  if (problem.reason === 'notAsked' || problem.reason === 'notInstalled') {
    return { is: 'notApplicable', because: problem.detail, why: problem.reason };
  }
  if (partial !== undefined) return { is: 'partial', value: partial, because: problem };
  return { is: 'missing', because: [problem] };
}

function derive(fact: FactDefinition, resolve: (name: SourceName) => Resolved<unknown>): Resolved<unknown> {
  const required = fact.from.map((name) => ({ name, source: resolve(name) }));
  const optional = fact.whenAsked
    .map((name) => ({ name, source: resolve(name) }))
    .filter(({ source }) => !isAbsent(source, 'notAsked'));
  const sources = [...required, ...optional];
  const outOfReach = whyNot(sources.map(({ source }) => source));
  if (outOfReach !== undefined) return outOfReach;
  const seen = Object.fromEntries(
    sources.map(({ name, source }) => [name, 'value' in source ? source.value : undefined]),
  );
  const derived = fact.derive(seen as unknown as Parameters<typeof fact.derive>[0]);
  if (derived.is === 'unknown') return { is: 'missing', because: [derived.because] };
  return derived.is === 'known' ? derived : { ...derived, why: 'noMeaning' };
}

/** A fact needs whole sources: what is partial counts as missing here. */
function whyNot(sources: readonly Resolved<unknown>[]): Resolved<unknown> | undefined {
  const notApplicable = sources.find((source) => source.is === 'notApplicable');
  if (notApplicable !== undefined) return notApplicable;
  const because = sources.flatMap((source) => {
    if (source.is === 'missing') return source.because;
    return source.is === 'partial' ? [source.because] : [];
  });
  return because.length === 0 ? undefined : { is: 'missing', because };
}
