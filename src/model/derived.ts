import type { SourceName, Sources } from './check.ts';
import type { FactName, Facts } from './facts.ts';
import type { ReadProblem } from './snapshot.ts';

/** What deriving a fact came to. */
export type Derived<T> =
  | { readonly is: 'known'; readonly value: T }
  | { readonly is: 'notApplicable'; readonly because: string }
  | { readonly is: 'unknown'; readonly because: ReadProblem };

/**
 * A fact that several checks share: computed once from inputs and other facts. `whenAsked` names sources that
 * may be missing from a run that did not ask for them (a run of one namespace), but not for any other reason.
 */
export interface FactDefinition<
  F extends FactName = FactName,
  S extends SourceName = SourceName,
  O extends SourceName = SourceName,
> {
  readonly name: F;
  readonly from: readonly S[];
  readonly whenAsked: readonly O[];
  /** A method, so that facts of different sources fit one table. */
  derive(seen: Pick<Sources, S> & Partial<Pick<Sources, O>>): Derived<Facts[F]>;
}

/** Defines a fact; makes using a source that it does not list a compile error. */
export function defineFact<
  F extends FactName,
  const S extends SourceName,
  const O extends SourceName = never,
>(
  definition: Omit<FactDefinition<F, S, O>, 'whenAsked'> & { readonly whenAsked?: readonly O[] },
): FactDefinition<F, S, O> {
  return { whenAsked: [], ...definition };
}
