import type { Area } from '../model/check.ts';
import type { Asker } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import { attribution } from './attribution.ts';
import { code, data, oneLine, shortName, strong } from './message-parts.ts';

/** What stands in the channel until the answer takes its place. */
export function progressMessage({
  cluster,
  by,
  areas,
}: {
  readonly cluster: string;
  readonly by: Asker;
  /** In their order; `done` when all that an area needs has been read. */
  readonly areas: readonly { readonly area: Area; readonly done: boolean }[];
}): Message {
  const title = oneLine(`Looking at ${shortName(cluster)} …`);
  const named = (done: boolean) => areas.filter((one) => one.done === done).map(({ area }) => area);
  const [read, open] = [named(true), named(false)];
  const line = [
    ...(read.length > 0 ? [strong('Read'), `: ${read.join(', ')}. `] : []),
    ...(open.length > 0 ? [strong('Reading'), `: ${open.join(', ')}.`] : ['Judging.']),
  ];
  return {
    tone: 'neutral',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      { is: 'paragraph', lines: [line] },
      { is: 'note', lines: [attribution(by)] },
    ],
  };
}

/** To somebody who asked for a check that is running already. `since` is RFC 3339. */
export function joinedMessage({
  cluster,
  since,
  by,
}: {
  readonly cluster: string;
  readonly since: string;
  readonly by: string;
}): Message {
  const title = oneLine(`${shortName(cluster)} is being checked already`);
  return {
    tone: 'neutral',
    summary: title,
    parts: [
      {
        is: 'paragraph',
        lines: [
          [
            'Asked for by ',
            { text: by, as: 'user' },
            ` at ${since.slice(11, 19)} UTC. The answer comes in this channel.`,
          ],
        ],
      },
    ],
  };
}

/** To somebody who asked about a cluster in a channel where it is not answered about. */
export function notHereMessage({
  cluster,
  askWhom,
}: {
  readonly cluster: string;
  readonly askWhom?: string;
}): Message {
  const title = oneLine(`${shortName(cluster)} is not answered about in this channel`);
  const whom = askWhom === undefined ? 'whoever runs osm-doctor' : data(askWhom, 200);
  return {
    tone: 'neutral',
    summary: title,
    parts: [
      {
        is: 'paragraph',
        lines: [[`To have it answered here, ask ${whom} (setting `, code('OSM_CLUSTER_CHANNELS'), ').']],
      },
    ],
  };
}
