import type { Alert, AlertAnswer } from '../model/alert.ts';
import type { Line, Message, Part, Threaded } from '../model/message.ts';
import type { State } from '../model/report.ts';
import { firedParts, resolvedParts, saysNothingMore } from './alert-parts.ts';
import { briefLine, briefWords } from './alert-words.ts';
import { minuteOf } from './dates.ts';
import { checkCommand, code, data, joined, oneLine, shortName, strong } from './message-parts.ts';
import { count } from './words.ts';

/** What an alert is answered with. */
export interface AlertMessageFacts {
  readonly alert: Alert;
  readonly answers: readonly AlertAnswer[];
  /** Clusters that the alert is about and that were not judged. */
  readonly leftOut: number;
  readonly now: Date;
}

/**
 * In the channel what the alert is, where each cluster stands and what explains it worst; in the thread, where there is
 * more to tell, the findings and what to type. When the alert is resolved, the parent is written anew.
 */
export function alertMessages(facts: AlertMessageFacts): Threaded {
  const { alert, answers, leftOut, now } = facts;
  const resolved = alert.condition === 'Resolved';
  const toldOfAll = answers.every((answer) => saysNothingMore(answer));
  const parent: Message = {
    tone: worst(answers, leftOut),
    summary: data(summary(facts), 400),
    parts: [
      { is: 'heading', text: oneLine(`${resolved ? 'Resolved' : 'Alert'}: ${alert.rule}`) },
      { is: 'paragraph', lines: answers.map((answer) => briefLine(answer, alert)) },
      ...leftOutParts(leftOut),
      { is: 'note', lines: [headLine(alert, now), ...(resolved ? [] : toldLines(alert))] },
      ...(toldOfAll ? [{ is: 'note', lines: [nextLine(answers)] } as const] : []),
    ],
  };
  return toldOfAll ? { parent } : { parent, details: details(facts, parent) };
}

/** What the parent has no room for, beginning at the clusters. */
function details({ alert, answers }: AlertMessageFacts, { summary }: Message): Message {
  const resolved = alert.condition === 'Resolved';
  const told = resolved ? answers.flatMap(resolvedParts) : firedParts(answers);
  return {
    tone: 'neutral',
    summary,
    parts: [
      { is: 'heading', text: resolved ? 'Resolved, and what is left' : 'Details' },
      ...told,
      { is: 'note', lines: [nextLine(answers)] },
    ],
  };
}

const states: readonly State[] = ['failing', 'unknown', 'degraded', 'healthy'];

/** As bad as the worst cluster; of one that was not judged nobody knows. */
function worst(answers: readonly AlertAnswer[], leftOut: number): Message['tone'] {
  const found = answers.map((answer) => ('problem' in answer ? 'unknown' : answer.report.state));
  const all: readonly State[] = leftOut > 0 ? [...found, 'unknown'] : found;
  return states.find((state) => all.includes(state)) ?? 'neutral';
}

function summary({ alert, answers, leftOut }: AlertMessageFacts): string {
  const told = answers.map((answer) => {
    const name = shortName(answer.cluster.name);
    if ('problem' in answer) return `${name} could not be read`;
    return `${name} is ${answer.report.state.toUpperCase()}. ${briefWords(answer.explained, alert)}`;
  });
  const more = leftOut > 0 ? [`${count(leftOut, 'more cluster')} not judged.`] : [];
  const what = alert.condition === 'Resolved' ? 'Resolved' : `${alert.severity} alert`;
  const all = told.length === 0 ? ['No cluster was judged.', ...more] : [...told, ...more];
  return `${what}: ${oneLine(alert.rule)}. ${all.map((one) => (one.endsWith('.') ? one : `${one}.`)).join(' ')}`;
}

/** Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview, severities. */
const severityNames: { readonly [S in Alert['severity']]: string } = {
  Sev0: 'critical',
  Sev1: 'error',
  Sev2: 'warning',
  Sev3: 'informational',
  Sev4: 'verbose',
};

function headLine(alert: Alert, now: Date): Line {
  return [
    strong(`${alert.severity} (${severityNames[alert.severity].toUpperCase()})`),
    ` · ${data(alert.service)} · ${whenLine(alert, now)}`,
  ];
}

/** What the rule says of itself, and what it measured. */
function toldLines({ description, measured }: Alert): Line[] {
  return [
    ...(description === undefined ? [] : [[data(description, 500)]]),
    ...measured.map((line): Line => [data(line)]),
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
  return [{ is: 'paragraph', lines: [[`The alert is about ${which}.`]] }];
}

function nextLine(answers: readonly AlertAnswer[]): Line {
  const commands = answers.map(({ cluster }) => code(checkCommand(cluster.name)));
  if (commands.length === 0)
    return ['Type ', code('/osm clusters'), ' for the clusters that can be checked.'];
  return ['Type ', ...joined(commands), ' for all that was checked.'];
}
