import type { Alert, AlertAnswer, Explained, ExplainingFinding } from '../model/alert.ts';
import { severities } from '../model/check.ts';
import type { Line } from '../model/message.ts';
import { data, shortName, strong } from './message-parts.ts';
import { count, headline } from './words.ts';

/** Where a cluster stands and what that has to do with the alert, so that the channel alone tells the story. */
export function briefLine(answer: AlertAnswer, alert: Alert): Line {
  if ('problem' in answer)
    return clusterLine(answer.cluster.name, `could not be read: ${data(answer.problem.says, 200)}`);
  const { cluster, report, explained } = answer;
  // Where nothing explains it, what could not be looked at is half of the answer.
  const unseen = explained.explaining.length === 0 ? (explained.unseen ?? '') : '';
  const says = `${headline(report)}. ${briefWords(explained, alert)} ${unseen}`;
  return clusterLine(cluster.name, says.trimEnd());
}

/** The worst finding that explains the alert, in words, and how many more there are; or that there is none. */
export function briefWords(explained: Explained, { condition }: Alert): string {
  const { explaining, says } = explained;
  const worst = worstOf(explaining);
  const resolved = condition === 'Resolved';
  if (worst === undefined) return resolved ? leftOf(explained) : says;
  const { severity, says: found } = worst.finding;
  const more = explaining.length - 1;
  const named = data(found, 160).replace(/\.$/, '');
  const others = more === 0 ? 'this' : `this and ${count(more, 'more finding')}`;
  const word = severity.toUpperCase();
  if (!resolved) return `${word}: ${named}; ${others} may explain the alert.`;
  return `Still there: ${word} ${named}; ${others} may bring it back.`;
}

function worstOf(explaining: readonly ExplainingFinding[]): ExplainingFinding | undefined {
  const rank = ({ finding }: ExplainingFinding) => severities.indexOf(finding.severity);
  return explaining.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Whether a resolved alert may come back, in a sentence. */
export function leftOf({ explaining }: Explained): string {
  if (explaining.length === 0) return 'No finding would explain it now.';
  const found = `${count(explaining.length, 'finding')} that may explain it`;
  return `${found} ${explaining.length === 1 ? 'is' : 'are'} still there, so it may come back.`;
}

/** A cluster and what is said of it. */
export function clusterLine(name: string, says: string): Line {
  return [strong(shortName(name)), ` ${data(says, 500)}`];
}
