import type { Part, Span } from '../model/message.ts';
import type { Report } from '../model/report.ts';
import { showRule } from '../model/rights.ts';
import type { ReadProblem } from '../model/snapshot.ts';
import { code, data, flow, joined, strong } from './message-parts.ts';
import { blindSpots, count } from './words.ts';

type Spot = { readonly problem: ReadProblem; readonly ids: readonly string[] };

/** Ids, rights and causes that are named before the rest is counted. */
const most = { ids: 8, rights: 12, causes: 3, broken: 3 } as const;

/** What could not be looked at and why, with the rights that are missing; nothing when all was seen. */
export function blindParts(report: Report): Part[] {
  const spots = blindSpots(report);
  const broken = report.results.flatMap(({ id, outcome }) =>
    outcome.is === 'broken' ? [{ id, error: outcome.error }] : [],
  );
  const blind = report.counts.unknown + broken.length;
  if (spots.length + broken.length === 0) return [];
  const lacking = spots.filter(({ problem }) => problem.rule !== undefined);
  const others = spots.filter(({ problem }) => problem.rule === undefined);
  const says = blind === 0 ? 'Not everything was seen' : `${count(blind, 'check')} could not look`;
  return [
    { is: 'paragraph', lines: [[strong(says), ': what would have been found there is not known.']] },
    {
      is: 'list',
      items: [
        ...(lacking.length === 0 ? [] : [lackingItem(lacking)]),
        ...others.slice(0, most.causes).map(({ problem, ids }) => [data(problem.detail), ...blindOf(ids)]),
        ...(others.length > most.causes ? [[count(others.length - most.causes, 'further cause')]] : []),
        ...broken
          .slice(0, most.broken)
          .map(({ id, error }) => [
            code(id),
            ` broke: ${data(error, 200)}. That is a mistake in osm-doctor; please report it.`,
          ]),
      ],
    },
    ...ruleParts(lacking),
  ];
}

/** The rules that are missing, to be copied: JSON is YAML too. */
function ruleParts(spots: readonly Spot[]): Part[] {
  const rules = [
    ...new Set(spots.flatMap(({ problem }) => problem.rule ?? []).map((rule) => JSON.stringify(rule))),
  ];
  if (rules.length === 0) return [];
  return flow([
    ['To add under ', code('rules:'), ' of the ClusterRole that this identity has (each only reads):'],
    { type: rules.map((rule) => `- ${rule}`).join('\n') },
  ]);
}

function lackingItem(spots: readonly Spot[]): Span[] {
  const rights = [...new Set(spots.flatMap(({ problem }) => problem.rule ?? []).map(showRule))];
  const rest = rights.length - most.rights;
  return [
    `The identity that looked lacks ${rights.length === 1 ? 'this right' : 'these rights'}: `,
    ...joined(rights.slice(0, most.rights).map(code), '; '),
    rest > 0 ? `; and ${rest} more.` : '.',
    ...blindOf([...new Set(spots.flatMap(({ ids }) => ids))].sort()),
  ];
}

function blindOf(ids: readonly string[]): Span[] {
  const rest = ids.length - most.ids;
  return [' Blind: ', ...joined(ids.slice(0, most.ids).map(code)), rest > 0 ? ` and ${rest} more.` : '.'];
}
