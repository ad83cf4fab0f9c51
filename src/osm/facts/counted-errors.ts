import type { ControlPlaneAnswers } from '../../model/deep.ts';
import { defineFact } from '../../model/derived.ts';
import type { ComponentName, CountedCode } from '../../model/facts.ts';
import type { ReadProblem } from '../../model/snapshot.ts';
import { errorCodeMetric } from '../control-plane-metrics.ts';
import { looksLikeErrorCode } from '../error-codes.ts';

/**
 * The error codes that the control plane counts, since the earlier snapshot where one was given. Counters begin at
 * nought when a program starts: a pod that is new, or counts less than before, has counted all of it since.
 */
export const countedErrors = defineFact({
  name: 'countedErrors',
  from: ['controlPlaneAnswers'],
  whenAsked: ['earlierControlPlaneAnswers'],
  derive({ controlPlaneAnswers, earlierControlPlaneAnswers }) {
    if (!controlPlaneAnswers.some(({ component }) => component === 'osm-controller')) {
      return { is: 'unknown', because: nobodyAsked };
    }
    const earlier = new Map(
      (earlierControlPlaneAnswers ?? []).map((answers) => [answers.pod, countsOf(answers)]),
    );
    const blind = new Set(
      (earlierControlPlaneAnswers ?? []).flatMap(({ pod, metrics }) => (metrics === undefined ? [pod] : [])),
    );
    const codes = new Map<string, { times: number; components: Set<ComponentName> }>();
    for (const answers of controlPlaneAnswers.filter(({ pod }) => !blind.has(pod))) {
      const before = earlier.get(answers.pod);
      for (const [code, count] of countsOf(answers)) {
        const was = before?.get(code) ?? 0;
        const times = count < was ? count : count - was;
        if (times > 0) add(codes, code, times, answers.component);
      }
    }
    return {
      is: 'known',
      value: {
        since: earlierControlPlaneAnswers === undefined ? 'start' : 'snapshot',
        codes: [...codes]
          .map(
            ([code, { times, components }]): CountedCode => ({
              code,
              times,
              components: [...components],
            }),
          )
          .sort((one, other) => other.times - one.times || (one.code < other.code ? -1 : 1)),
        unread: controlPlaneAnswers.flatMap(({ pod, metrics, noMetrics = 'no answer.' }) => {
          if (metrics === undefined) return [{ pod, because: noMetrics }];
          return blind.has(pod) ? [{ pod, because: 'the earlier snapshot has no metrics of it.' }] : [];
        }),
      },
    };
  },
});

const nobodyAsked: ReadProblem = {
  reason: 'incomplete',
  detail: 'No pod of osm-controller runs that could be asked (OSM1002).',
};

/** What one program counts, by code. Labels are what a pod says: only what has the form of a code is one. */
function countsOf({ metrics = [] }: ControlPlaneAnswers): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, labels, value } of metrics) {
    const code = labels['err_code'] ?? '';
    if (name !== errorCodeMetric || !looksLikeErrorCode(code) || !(value > 0)) continue;
    counts.set(code, (counts.get(code) ?? 0) + value);
  }
  return counts;
}

function add(
  codes: Map<string, { times: number; components: Set<ComponentName> }>,
  code: string,
  times: number,
  component: ComponentName,
): void {
  const known = codes.get(code) ?? { times: 0, components: new Set<ComponentName>() };
  known.times += times;
  known.components.add(component);
  codes.set(code, known);
}
