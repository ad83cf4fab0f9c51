import type { Alert, AlertAnswer, Explained } from '../model/alert.ts';
import type { Line, Message, Part, Threaded } from '../model/message.ts';
import type { State } from '../model/report.ts';
import { clusterLine, firedParts, leftOf, resolvedParts } from './alert-parts.ts';
import { minuteOf } from './dates.ts';
import { checkCommand, code, data, joined, oneLine, shortName, strong } from './message-parts.ts';
import { count, headline } from './words.ts';

/** What an alert is answered with. */
export interface AlertMessageFacts {
  readonly alert: Alert;
  readonly answers: readonly AlertAnswer[];
  /** Clusters that the alert is about and that were not judged. */
  readonly leftOut: number;
  readonly now: Date;
}

/** Tells what the alert was, what each cluster's mesh has to do with it, and what to type. A resolved one is short. */
export function alertMessage(facts: AlertMessageFacts): Message {
  const { alert, answers, leftOut, now } = facts;
  const resolved = alert.condition === 'Resolved';
  return {
    tone: worst(answers),
    summary: data(summary(facts), 400),
    parts: [
      { is: 'heading', text: oneLine(`${resolved ? 'Resolved' : 'Alert'}: ${alert.rule}`) },
      ...(resolved ? [{ is: 'note', lines: [[whenLine(alert, now)]] } as const] : alertParts(alert, now)),
      ...answers.flatMap((answer) => (resolved ? resolvedParts(answer) : firedParts(answer, answers.length))),
      ...leftOutParts(leftOut),
      { is: 'note', lines: [nextLine(answers)] },
    ],
  };
}

/**
 * In the channel what the alert is and where each cluster stands, in its thread the findings and what to type. When the
 * alert is resolved, the parent is written anew.
 */
export function alertMessages(facts: AlertMessageFacts): Threaded {
  const { alert, answers, leftOut, now } = facts;
  const details = alertMessage(facts);
  const head: Line = [
    strong(`${alert.severity} (${severityNames[alert.severity]})`),
    ` · ${data(alert.service)} · ${whenLine(alert, now)}`,
  ];
  const parent: Message = {
    tone: details.tone,
    summary: details.summary,
    parts: [
      {
        is: 'heading',
        text: oneLine(`${alert.condition === 'Resolved' ? 'Resolved' : 'Alert'}: ${alert.rule}`),
      },
      { is: 'paragraph', lines: [head, ...answers.map((answer) => briefLine(answer, alert))] },
      ...leftOutParts(leftOut),
    ],
  };
  return { parent, details };
}

function briefLine(answer: AlertAnswer, { condition }: Alert): Line {
  if ('problem' in answer)
    return clusterLine(answer.cluster.name, `could not be read: ${data(answer.problem.says, 200)}`);
  const { cluster, report, explained } = answer;
  const says = condition === 'Resolved' ? leftOf(explained) : data(explained.says, 300);
  return clusterLine(cluster.name, `${headline(report)}. ${says}`);
}

const states: readonly State[] = ['failing', 'unknown', 'degraded', 'healthy'];

function worst(answers: readonly AlertAnswer[]): Message['tone'] {
  const found = answers.map((answer) => ('problem' in answer ? 'unknown' : answer.report.state));
  return states.find((state) => found.includes(state)) ?? 'neutral';
}

function summary({ alert, answers, leftOut }: AlertMessageFacts): string {
  const told = answers.map((answer) => {
    const name = shortName(answer.cluster.name);
    if ('problem' in answer) return `${name} could not be read`;
    return `${name} is ${answer.report.state}, ${fitting(answer.explained, alert)}`;
  });
  const more = leftOut > 0 ? [`${count(leftOut, 'more cluster')} not judged`] : [];
  const what = alert.condition === 'Resolved' ? 'Resolved' : `${alert.severity} alert`;
  return `${what}: ${oneLine(alert.rule)}. ${[...told, ...more].join('; ') || 'No cluster was judged'}.`;
}

function fitting({ explaining }: Explained, { condition }: Alert): string {
  const still = condition === 'Resolved' ? ' still' : '';
  if (explaining.length === 0)
    return condition === 'Resolved' ? 'nothing fits it now' : 'nothing found explains it';
  return `${count(explaining.length, 'finding')}${still} ${explaining.length === 1 ? 'fits' : 'fit'} it`;
}

/** Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview, severities. */
const severityNames: { readonly [S in Alert['severity']]: string } = {
  Sev0: 'critical',
  Sev1: 'error',
  Sev2: 'warning',
  Sev3: 'informational',
  Sev4: 'verbose',
};

function alertParts(alert: Alert, now: Date): Part[] {
  const head: Line = [
    strong(`${alert.severity} (${severityNames[alert.severity]})`),
    ` · ${data(alert.service)} · ${whenLine(alert, now)}`,
  ];
  const told = alert.description === undefined ? [] : [[data(alert.description, 1_000)]];
  const measured = alert.measured.map((line): Line => [data(line)]);
  return [
    { is: 'paragraph', lines: [head, ...told] },
    ...(measured.length > 0 ? [{ is: 'list', items: measured } as const] : []),
  ];
}

function whenLine({ firedAt, resolvedAt }: Alert, now: Date): string {
  const ago = Math.floor((now.getTime() - Date.parse(resolvedAt ?? firedAt)) / 60_000);
  const fired = `fired ${minuteOf(firedAt)}`;
  const all = resolvedAt === undefined ? fired : `${fired} · resolved ${minuteOf(resolvedAt)}`;
  return ago > 0 && ago < 120 ? `${all}, ${count(ago, 'minute')} ago` : all;
}

function leftOutParts(leftOut: number): Part[] {
  if (leftOut === 0) return [];
  const which = `${count(leftOut, 'more cluster')}, which ${leftOut === 1 ? 'is' : 'are'} not judged here`;
  return [{ is: 'note', lines: [[`The alert is about ${which}.`]] }];
}

function nextLine(answers: readonly AlertAnswer[]): Line {
  const commands = answers.map(({ cluster }) => code(checkCommand(cluster.name)));
  if (commands.length === 0)
    return ['Type ', code('/osm clusters'), ' for the clusters that can be checked.'];
  return ['Type ', ...joined(commands), ' for all that was checked.'];
}
