import type { Report } from '../../model/report.ts';
import { ruleOnOneLine, showRule } from '../../model/rights.ts';
import { blindSpots, count } from '../words.ts';

/** What a run could not look at. */
export interface Unseen {
  /** `3 checks could not look`. */
  readonly says: string;
  readonly causes: readonly {
    readonly detail: string;
    /** `list pods`, where a right is missing. */
    readonly right?: string;
    readonly ids: readonly string[];
  }[];
  /** Checks that broke: a mistake of ours. */
  readonly broken: readonly { readonly id: string; readonly error: string }[];
  /** Missing rules as they would stand under `rules:` of a ClusterRole. */
  readonly rules: readonly string[];
}

/** What a run could not look at, the most blinding first; undefined when all was seen. */
export function unseenIn(report: Report): Unseen | undefined {
  const spots = blindSpots(report);
  const broken = report.results.flatMap(({ id, outcome }) =>
    outcome.is === 'broken' ? [{ id, error: outcome.error }] : [],
  );
  if (spots.length + broken.length === 0) return undefined;
  const blind = report.results.filter(({ outcome }) => outcome.is === 'unknown').length + broken.length;
  return {
    says: blind === 0 ? 'Not everything was seen' : `${count(blind, 'check')} could not look`,
    causes: spots.map(({ problem: { detail, rule }, ids }) =>
      rule === undefined ? { detail, ids } : { detail, right: showRule(rule), ids },
    ),
    broken,
    rules: [
      ...new Set(
        spots.flatMap(({ problem }) => problem.rule ?? []).map((rule) => `- ${ruleOnOneLine(rule)}`),
      ),
    ],
  };
}
