import { defineCheck } from '../../model/check.ts';
import { wordsFor } from '../../model/rights.ts';
import type { InputName, ReadProblem, ReadRecord } from '../../model/snapshot.ts';
import { clusterRef, firstRead, notReached, objectReads } from './run.ts';

export const readsWhole = defineCheck({
  id: 'OSM0005',
  name: 'reads-whole',
  area: 'tool',
  severity: 'warning',
  title: 'Every list came whole',
  failTitle: 'Some lists came only in part or not at all',
  why: 'Over part of a list a fault can be found but never ruled out: checks that need the rest are unknown.',
  remedy:
    'Run again: a list that changes while it is read can break off. If it happens again, look at the health of the API server and at what stands between (proxy, firewall).',
  source:
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks',
  reads: ['run'],
  run({ run }) {
    if (firstRead(run)?.ok === false) return notReached;
    const reads = objectReads(run);
    if (reads.length === 0) return { notApplicable: 'No check was selected that reads a list.' };
    const cut = lossesOf(reads, 'incomplete');
    const lost = lossesOf(reads, 'unreachable');
    const [first] = [...cut, ...lost];
    if (first === undefined) return [];
    return [
      {
        what: 'coverageLost',
        on: clusterRef(run),
        says: sentence(cut, lost, first.detail),
        mend: [
          {
            do: 'look',
            does: 'See how the API server is doing',
            args: ['get', '--raw', '/readyz?verbose'],
          },
        ],
      },
    ];
  },
});

/** A list of which something is missing, and why. */
interface Loss {
  readonly input: InputName;
  readonly detail: string;
}

function lossesOf(reads: readonly ReadRecord[], reason: ReadProblem['reason']): Loss[] {
  return reads.flatMap(({ input, problem }) =>
    problem?.reason === reason ? [{ input, detail: problem.detail }] : [],
  );
}

function sentence(cut: readonly Loss[], lost: readonly Loss[], reason: string): string {
  const parts = [
    ...(cut.length === 0 ? [] : [`only part came of ${listed(cut)}`]),
    ...(lost.length === 0 ? [] : [`nothing came of ${listed(lost)}`]),
  ];
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}: ${reason}`;
}

function listed(losses: readonly Loss[]): string {
  return losses.map(({ input }) => wordsFor(input)).join(', ');
}
