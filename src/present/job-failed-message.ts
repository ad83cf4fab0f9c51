import type { AlertJob, CheckJob, TellJob } from '../model/job.ts';
import type { Message, Part } from '../model/message.ts';
import { parseClusterId } from '../model/resource-id.ts';
import { askingCommand } from './asked-words.ts';
import { attribution } from './attribution.ts';
import { minuteOf } from './dates.ts';
import { checkCommand, code, data, joined, oneLine, shortName } from './message-parts.ts';

type Failed = CheckJob | AlertJob | TellJob;

/** What is told when a job failed for good, so that nobody waits for an answer that will not come. */
export function jobFailedMessage(job: Failed): Message {
  const title = oneLine(`No answer: ${subjectOf(job)}`);
  return {
    tone: 'unknown',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      {
        is: 'paragraph',
        lines: [
          [`${beganWith(job)} It was tried several times and failed each time.`],
          ['Whether the mesh is healthy is not known. Nothing was changed: a check only reads.'],
          ['Try again: ', ...joined(commandsOf(job).map(code), ' or ')],
          [
            'If it fails again, the log of the Function App says why, under job ',
            code(data(job.id, 200)),
            '.',
          ],
        ],
      },
      { is: 'note', lines: [attribution(job.by)] },
      ...againParts(job),
    ],
  };
}

/** The words behind "/osm check": a click asks the same once more. */
function againParts(job: Failed): Part[] {
  if (job.do !== 'check') return [];
  const value = data(askingCommand(job).slice('/osm check '.length), 500);
  return [{ is: 'buttons', buttons: [{ does: 'checkAgain', label: 'Check again', value }] }];
}

function subjectOf(job: Failed): string {
  switch (job.do) {
    case 'check':
      return `${shortName(job.cluster)} could not be checked`;
    case 'alert':
      return `alert ${shortName(job.alert.rule)} could not be checked`;
    case 'tell':
      return `${askingCommand(job)} failed`;
  }
}

function beganWith(job: Failed): string {
  const at = minuteOf(job.askedAt);
  switch (job.do) {
    case 'check':
    case 'tell':
      return `${data(askingCommand(job), 300)} was asked for at ${at}.`;
    case 'alert':
      return `The alert ${data(job.alert.rule, 200)} came at ${at} and was to be answered.`;
  }
}

/** What to type: for an alert on something else than a cluster, nobody knows which. */
function commandsOf(job: Failed): string[] {
  if (job.do !== 'alert') return [data(askingCommand(job), 300)];
  const names = job.alert.targets.flatMap((target) => parseClusterId(target)?.name ?? []);
  return names.length === 0 ? [checkCommand('CLUSTER')] : names.slice(0, 3).map((name) => checkCommand(name));
}
