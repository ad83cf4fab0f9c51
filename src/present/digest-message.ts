import type { Round, RoundPart } from '../model/digest.ts';
import type { Line, Message, Part, Threaded } from '../model/message.ts';
import { minuteOf, retirementWords, shortRetirementWords } from './dates.ts';
import { briefParts } from './digest-brief.ts';
import { changedParts, knownParts, missingParts, unreadParts } from './digest-clusters.ts';
import { changesWords, countsOf, isQuiet, judgedOf, numberOf, toneOf } from './digest-counts.ts';
import { changeCount, type JudgedCluster, type Standing, standingOf } from './digest-standing.ts';
import { data, oneLine, someNames, strong } from './message-parts.ts';
import { count } from './words.ts';

/** Problems of listing, and clusters with something fixed, that are named before the rest is counted. */
const mostNamed = 5;

/** A round, what came of its clusters, and when the digest is posted. */
interface DigestFacts {
  readonly round: Round;
  readonly parts: readonly RoundPart[];
  readonly now: Date;
}

/**
 * The health of a fleet, worst first: in the channel one line a cluster that is not as it was or could not be read, in
 * the thread what changed in detail. A quiet day is one line.
 */
export function digestMessages({ round, parts, now }: DigestFacts): Threaded {
  const standing = standingOf(round, parts);
  const tone = toneOf(round, standing);
  // The state in capitals, so that whoever shows it needs no louder word in front: not on a day with nothing new.
  const counts = countsOf(standing).replace(` ${tone}`, ` ${tone.toUpperCase()}`);
  if (isQuiet(round, standing)) {
    const line = oneLine(`Nothing new on ${numberOf(round)}: ${counts}; ${shortRetirementWords(now)}`);
    return { parent: { tone, summary: line, parts: [{ is: 'heading', text: line }] } };
  }
  const title = oneLine(`OSM on ${numberOf(round)}: ${counts || 'none was found'}`);
  const parent: Message = {
    tone,
    summary: title,
    parts: [
      { is: 'heading', text: title },
      { is: 'paragraph', lines: [[`${changesWords(standing)}${retirementWords(now)}`]] },
      ...briefParts(standing),
      ...missingParts(standing, round.deadline),
      ...problemParts(round),
      ...betterParts(standing),
      postedNote(round, now),
    ],
  };
  return standing.changed.length + standing.unread.length === 0
    ? { parent }
    : { parent, details: detailsOf(standing, title) };
}

/** What the parent has no room for, beginning at the clusters. Each tells its own state. */
function detailsOf(standing: Standing, summary: string): Message {
  return {
    tone: 'neutral',
    summary,
    parts: [
      { is: 'heading', text: 'Details' },
      ...changedParts(standing),
      ...unreadParts(standing),
      ...knownParts(standing),
    ],
  };
}

function postedNote(round: Round, now: Date): Part {
  const line = `Digest due ${minuteOf(round.id)}, posted ${minuteOf(now.toISOString())}`;
  const withheld = round.withheld ?? 0;
  const rest = withheld === 0 ? '' : `; ${count(withheld, 'cluster')} not told about in this channel`;
  return { is: 'note', lines: [[`${line}${rest}`]] };
}

function problemParts({ problems }: Round): Part[] {
  if (problems.length === 0) return [];
  const rest = problems.length - mostNamed;
  const says: Line = [
    strong('Not all clusters could be listed'),
    ', so there may be more than are counted here:',
  ];
  const items = problems.slice(0, mostNamed).map((problem): Line => [data(problem)]);
  return [
    { is: 'paragraph', lines: [says] },
    { is: 'list', items: [...items, ...(rest > 0 ? [[`and ${rest} more`]] : [])] },
  ];
}

/** What is gone, and what may still be there though nobody could look. */
function betterParts(standing: Standing): Part[] {
  const judged = judgedOf(standing);
  const lines = [
    ...lineAbout(judged, 'fixed', 'fixed', ''),
    ...lineAbout(judged, 'unseen', 'could not be looked at again', ' They are not called fixed.'),
    ...betterLines(judged),
  ];
  return lines.length === 0 ? [] : [{ is: 'paragraph', lines }];
}

function lineAbout(
  judged: readonly JudgedCluster[],
  kind: 'fixed' | 'unseen',
  says: string,
  then: string,
): Line[] {
  const clusters = judged.filter((cluster) => changeCount(cluster, kind) > 0);
  const number = clusters.reduce((sum, cluster) => sum + changeCount(cluster, kind), 0);
  const names = clusters.map(({ name }) => name).sort();
  if (number === 0) return [];
  return [
    [strong(`${count(number, 'finding')} ${says}`), ' on ', ...someNames(names, mostNamed), `.${then}`],
  ];
}

/** Clusters that became healthy. */
function betterLines(judged: readonly JudgedCluster[]): Line[] {
  const names = judged
    .filter(
      ({ summary, changes }) =>
        summary.state === 'healthy' && changes !== undefined && changes.stateWas !== 'healthy',
    )
    .map(({ name }) => name)
    .sort();
  return names.length === 0 ? [] : [[strong('Healthy again'), ': ', ...someNames(names, mostNamed), '.']];
}
