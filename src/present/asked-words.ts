import type { Asked } from '../model/asked.ts';
import type { CheckJob, TellJob } from '../model/job.ts';
import { optional } from '../model/json.ts';

/** What a person asked for, in the words after `/osm`. A click on "Show all" has none: its own name stands for them. */
export function askedWords(job: CheckJob | TellJob): string {
  return wordsOf(askedIn(job)).join(' ');
}

/** The command that asks the same. A click on "Show all" has none: the check stands for it. */
export function askingCommand(job: CheckJob | TellJob): string {
  const asked = askedIn(job);
  return ['/osm', ...wordsOf(asked.is === 'showAll' ? { ...asked, is: 'check' } : asked)].join(' ');
}

function askedIn(job: CheckJob | TellJob): Asked {
  if (job.do === 'tell') return job.asked;
  const { cluster, only = [], namespace } = job;
  return { is: 'check', cluster, only, ...optional('namespace', namespace) };
}

function wordsOf(asked: Asked): string[] {
  switch (asked.is) {
    case 'help':
    case 'clusters':
      return [asked.is];
    case 'explain':
      return [asked.is, asked.topic];
    case 'namespaces':
      return given(asked.is, asked.cluster);
    case 'config':
      return given(asked.is, asked.cluster, asked.key, asked.value);
    case 'check':
    case 'showAll':
      return [
        ...given(asked.is, asked.cluster),
        ...asked.only,
        ...(asked.namespace === undefined ? [] : ['-n', asked.namespace]),
      ];
  }
}

function given(...words: readonly (string | undefined)[]): string[] {
  return words.filter((word) => word !== undefined);
}
