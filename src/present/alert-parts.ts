import type { AlertAnswer, ExplainingFinding } from '../model/alert.ts';
import type { Line, Part } from '../model/message.ts';
import type { Remedy } from '../model/remedy.ts';
import { clusterLine, leftOf } from './alert-words.ts';
import { commandPart, data, flow, objectSpan, quiet, strong } from './message-parts.ts';
import { isMend } from './remedy-words.ts';
import { tellCommands } from './tell-commands.ts';
import { count, headline } from './words.ts';

/**
 * Findings shown with their command, for one or two clusters and for more: a chat's message has room for about fifty
 * parts.
 */
const findingsShown = { few: 3, many: 1 };

/** Whether the line of a cluster in the channel tells all of it. */
export function saysNothingMore(answer: AlertAnswer): boolean {
  return !('problem' in answer) && answer.explained.explaining.length === 0;
}

/** A resolved alert: whether what would explain it is there now. What stood there before is not known. */
export function resolvedParts(answer: AlertAnswer): Part[] {
  if ('problem' in answer) return [{ is: 'paragraph', lines: problemLines(answer) }];
  const { explaining, unseen } = answer.explained;
  const named = explaining
    .slice(0, findingsShown.few)
    .map(
      ({ finding }): Line => [
        strong(finding.severity.toUpperCase()),
        ' ',
        objectSpan(finding.on),
        `: ${data(finding.says)}`,
      ],
    );
  const rest = explaining.length - named.length;
  return [
    {
      is: 'paragraph',
      lines: [
        clusterLine(answer.cluster.name, headline(answer.report)),
        ...sentences(leftOf(answer.explained), unseen),
      ],
    },
    ...(named.length > 0
      ? [{ is: 'list', items: [...named, ...(rest > 0 ? [[`and ${rest} more`]] : [])] } as const]
      : []),
  ];
}

type Closed = Extract<AlertAnswer, { readonly problem: unknown }>;
type Judged = Exclude<AlertAnswer, Closed>;

/** A fired alert: what explains it on each cluster and what to type. No command stands there twice. */
export function firedParts(answers: readonly AlertAnswer[]): Part[] {
  const most = answers.length > 2 ? findingsShown.many : findingsShown.few;
  const clusters = answers.map((answer) => ({
    answer,
    shown: 'problem' in answer ? [] : answer.explained.explaining.slice(0, most),
  }));
  const remedies = clusters.flatMap(({ shown }) => shown.flatMap(commandsFor));
  const told = new Set<string>();
  return clusters.flatMap(({ answer, shown }, place) => [
    ...(place === 0 ? [] : [{ is: 'divider' } as const]),
    ...('problem' in answer
      ? problemParts(answer)
      : judgedParts(answer, shown, tellCommands(answer.report, remedies, told))),
  ]);
}

function judgedParts(
  { report, explained, cluster }: Judged,
  shown: readonly ExplainingFinding[],
  tell: ReturnType<typeof tellCommands>,
): Part[] {
  const { explaining, others, says, unseen } = explained;
  const rest = explaining.length - shown.length;
  const counted = [
    ...(rest > 0 ? [`${rest} more may explain it`] : []),
    ...(others > 0 ? [`${count(others, 'other finding')} ${others === 1 ? 'does' : 'do'} not fit it`] : []),
  ];
  return [
    ...flow([clusterLine(cluster.name, headline(report)), ...sentences(says, unseen)]),
    ...shown.flatMap((one) => flow([...findingLines(one), ...tell(commandsFor(one))])),
    ...(counted.length > 0 ? [{ is: 'note', lines: [[`${counted.join('; ')}.`]] } as const] : []),
  ];
}

function sentences(says: string, unseen: string | undefined): Line[] {
  return [says, ...(unseen === undefined ? [] : [unseen])].map((sentence) => [data(sentence, 500)]);
}

/** A finding and why it fits. */
function findingLines({ finding, result, because }: ExplainingFinding): Line[] {
  return [
    [strong(finding.severity.toUpperCase()), ' ', objectSpan(finding.on), `: ${data(finding.says)}`],
    [quiet(data(`${because} (${result.id})`))],
  ];
}

/** One command: the first that mends, else the first of all. */
function commandsFor({ finding: { remedies } }: ExplainingFinding): Remedy[] {
  const first = remedies.find(isMend) ?? remedies[0];
  return first === undefined ? [] : [first];
}

function problemLines({ cluster, problem }: Closed): Line[] {
  return [clusterLine(cluster.name, `could not be read: ${problem.says}`), [data(problem.todo, 600)]];
}

function problemParts(answer: Closed): Part[] {
  const { command, manifest } = answer.problem;
  const toCopy = [command, manifest].filter((text) => text !== undefined);
  return [{ is: 'paragraph', lines: problemLines(answer) }, ...toCopy.map(commandPart)];
}
