import type { AlertAnswer, Explained, ExplainingFinding } from '../model/alert.ts';
import type { Line, Part } from '../model/message.ts';
import { credentialsFor } from './credentials.ts';
import { commandPart, data, flow, objectSpan, quiet, shortName, strong } from './message-parts.ts';
import { count, headline } from './words.ts';
import { onePieces } from './worst-findings.ts';

/**
 * Findings shown with their command, for one or two clusters and for more: a chat's message has room for about fifty
 * parts.
 */
const findingsShown = { few: 3, many: 1 };

/** A resolved alert: whether what would explain it is there now. What stood there before is not known. */
export function resolvedParts(answer: AlertAnswer): Part[] {
  if ('problem' in answer) return [{ is: 'paragraph', lines: problemLines(answer) }];
  const { explaining, unseen } = answer.explained;
  const named = explaining
    .slice(0, findingsShown.few)
    .map(({ finding }): Line => [objectSpan(finding.on), `: ${data(finding.says)}`]);
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

/** Whether a resolved alert may come back, in a sentence. */
export function leftOf({ explaining }: Explained): string {
  if (explaining.length === 0) return 'No finding would explain it now.';
  const found = `${count(explaining.length, 'finding')} that may explain it`;
  return `${found} ${explaining.length === 1 ? 'is' : 'are'} still there, so it may come back.`;
}

/** A fired alert on one of so many clusters: what explains it and what to type. */
export function firedParts(answer: AlertAnswer, clusters: number): Part[] {
  if ('problem' in answer) return problemParts(answer);
  const { report, explained, cluster } = answer;
  const { explaining, others, says, unseen } = explained;
  const shown = explaining.slice(0, clusters > 2 ? findingsShown.many : findingsShown.few);
  const rest = explaining.length - shown.length;
  const counted = [
    ...(rest > 0 ? [`${rest} more may explain it`] : []),
    ...(others > 0 ? [`${count(others, 'other finding')} ${others === 1 ? 'does' : 'do'} not fit it`] : []),
  ];
  const commands = shown.some(({ finding }) => finding.remedies.length > 0);
  return [
    { is: 'divider' },
    ...flow([
      clusterLine(cluster.name, headline(report)),
      ...sentences(says, unseen),
      ...(commands ? credentialsFor(report) : []),
    ]),
    ...shown.flatMap(findingParts),
    ...(counted.length > 0 ? [{ is: 'note', lines: [[`${counted.join('; ')}.`]] } as const] : []),
  ];
}

function sentences(says: string, unseen: string | undefined): Line[] {
  return [says, ...(unseen === undefined ? [] : [unseen])].map((sentence) => [data(sentence, 500)]);
}

/** A cluster and what is said of it. */
export function clusterLine(name: string, says: string): Line {
  return [strong(shortName(name)), ` ${data(says)}`];
}

/** A finding, why it fits, and its first command. */
function findingParts({ finding, result, because }: ExplainingFinding): Part[] {
  const [first] = finding.remedies;
  return flow([
    [strong(finding.severity), ' ', objectSpan(finding.on), `: ${data(finding.says)}`],
    [quiet(data(`${because} (${result.id})`))],
    ...(first === undefined ? [] : onePieces(first)),
  ]);
}

type Closed = Extract<AlertAnswer, { readonly problem: unknown }>;

function problemLines({ cluster, problem }: Closed): Line[] {
  return [clusterLine(cluster.name, `could not be read: ${problem.says}`), [data(problem.todo, 600)]];
}

function problemParts(answer: Closed): Part[] {
  const { command, manifest } = answer.problem;
  const toCopy = [command, manifest].filter((text) => text !== undefined);
  return [{ is: 'divider' }, { is: 'paragraph', lines: problemLines(answer) }, ...toCopy.map(commandPart)];
}
