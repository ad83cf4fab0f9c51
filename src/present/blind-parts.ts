import type { Part, Span } from '../model/message.ts';
import type { Report, Result } from '../model/report.ts';
import { ruleOnOneLine, showRule } from '../model/rights.ts';
import type { ReadProblem } from '../model/snapshot.ts';
import { code, data, flow, joined, strong } from './message-parts.ts';
import { blindSpots, count } from './words.ts';

type Spot = { readonly problem: ReadProblem; readonly ids: readonly string[] };

/** Ids, rights and causes that are named before the rest is counted. */
const most = { ids: 8, rights: 3, causes: 3, broken: 3 } as const;

/** The check that finds missing rights. */
const rightsCheck = 'OSM0002';

/** Whether a result finds nothing but missing rights, all of which `blindParts` names with the rules to add. */
export function isToldAsBlind({ id, outcome }: Pick<Result, 'id' | 'outcome'>, report: Report): boolean {
  if (id !== rightsCheck || outcome.is !== 'failed') return false;
  const refused = report.reads.flatMap(({ problem }) => (problem?.reason === 'forbidden' ? [problem] : []));
  const named = new Set(
    blindSpots(report).flatMap(({ problem }) => (problem.rule ? [showRule(problem.rule)] : [])),
  );
  return named.size > 0 && refused.every(({ rule }) => rule !== undefined && named.has(showRule(rule)));
}

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
  const finding = report.results.find((result) => isToldAsBlind(result, report));
  return [
    {
      is: 'paragraph',
      lines: [
        [strong(says), ': what would have been found there is not known.'],
        ...(finding === undefined
          ? []
          : [[strong(`${finding.severity.toUpperCase()}: ${finding.failTitle}`), ' ', code(finding.id)]]),
      ],
    },
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

/** The rules that are missing, to be copied. */
function ruleParts(spots: readonly Spot[]): Part[] {
  const rules = [...new Set(spots.flatMap(({ problem }) => problem.rule ?? []).map(ruleOnOneLine))];
  if (rules.length === 0) return [];
  return flow([
    ['To add under ', code('rules:'), ' of the ClusterRole that this identity has (each only reads):'],
    { type: rules.map((rule) => `- ${rule}`).join('\n') },
  ]);
}

/** Few rights are named; many stand in the rules below alone. */
function lackingItem(spots: readonly Spot[]): Span[] {
  const rights = [...new Set(spots.flatMap(({ problem }) => problem.rule ?? []).map(showRule))];
  const named =
    rights.length > most.rights
      ? [`The identity that looked lacks ${rights.length} rights, which stand below.`]
      : [
          `The identity that looked lacks ${rights.length === 1 ? 'this right' : 'these rights'}: `,
          ...joined(rights.map(code), '; '),
          '.',
        ];
  return [...named, ...blindOf([...new Set(spots.flatMap(({ ids }) => ids))].sort())];
}

function blindOf(ids: readonly string[]): Span[] {
  const rest = ids.length - most.ids;
  return [' Blind: ', ...joined(ids.slice(0, most.ids).map(code)), rest > 0 ? ` and ${rest} more.` : '.'];
}
