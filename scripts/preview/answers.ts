import { clustersMessage } from '../../src/commands/ask/clusters-answer.ts';
import { configAnswer } from '../../src/commands/ask/config-answer.ts';
import { explainMessage } from '../../src/commands/ask/explain-answer.ts';
import { helpMessage } from '../../src/commands/ask/help-answer.ts';
import { namespacesAnswer } from '../../src/commands/ask/namespaces-answer.ts';
import { parseCommand } from '../../src/commands/ask/parse-command.ts';
import { areas } from '../../src/model/check.ts';
import type { FleetCluster } from '../../src/model/fleet.ts';
import type { Message } from '../../src/model/message.ts';
import { mistakeMessage } from '../../src/present/help-message.ts';
import { joinedMessage, progressMessage } from '../../src/present/progress-message.ts';
import { dana } from './checks.ts';
import type { Preview } from './preview.ts';
import { idOf, snapshotOf } from './reports.ts';

const now = new Date('2026-11-22T12:00:03Z');

/** Answers to the other commands, and what stands there until an answer comes. */
export function answerPreviews(): Preview[] {
  return [
    {
      name: 'progress',
      story: 'A check is running; three areas are read.',
      seenBy: 'channel',
      parent: progressMessage({
        cluster: 'prod-cluster',
        by: dana,
        areas: areas.slice(1).map((area, place) => ({ area, done: place < 3 })),
      }),
    },
    {
      name: 'joined',
      story: 'The same check is running already.',
      seenBy: 'caller',
      parent: joinedMessage({ cluster: 'prod-cluster', since: '2026-11-22T11:59:58Z', by: 'U0DANA' }),
    },
    {
      name: 'help',
      story: 'What can be asked for, in a channel that has a cluster of its own.',
      seenBy: 'caller',
      parent: helpMessage({ defaultCluster: 'prod-cluster', clusters: ['prod-cluster', 'staging', 'dev'] }),
    },
    {
      name: 'mistake',
      story: 'The command was mistyped.',
      seenBy: 'caller',
      parent: mistake('chekc prod-cluster'),
    },
    {
      name: 'config',
      story: 'The keys of the MeshConfig that are not as shipped.',
      seenBy: 'channel',
      parent: configAnswer(chatty()),
    },
    {
      name: 'config-proposal',
      story: 'A change is proposed; nothing was changed.',
      seenBy: 'channel',
      parent: configAnswer(chatty(), 'sidecar.logLevel', 'error'),
    },
    {
      name: 'config-refused',
      story: 'The value does not fit the key.',
      seenBy: 'channel',
      parent: configAnswer(chatty(), 'sidecar.logLevel', 'loud'),
    },
    {
      name: 'explain-check',
      story: 'What a check looks at, and why.',
      seenBy: 'caller',
      parent: explainMessage('OSM2004'),
    },
    {
      name: 'clusters',
      story: 'The clusters that can be asked about.',
      seenBy: 'caller',
      parent: clustersMessage({
        fleet: {
          clusters: ['prod-cluster', 'staging', 'dev'].map(clusterOf),
          problems: [],
          listedAt: now.toISOString(),
        },
        lastRuns: new Map([
          [idOf('prod-cluster'), { state: 'failing', at: '2026-11-22T11:40:00Z' }],
          [idOf('staging'), { at: '2026-11-22T07:00:00Z' }],
        ]),
        now,
      }),
    },
    {
      name: 'namespaces',
      story: 'Namespaces joined to the mesh by half, and pods that wait for a restart.',
      seenBy: 'channel',
      parent: namespacesAnswer(snapshotOf({ cluster: 'half-configured' }), now),
    },
  ];
}

function chatty() {
  return snapshotOf({
    edits: [
      {
        patch: 'MeshConfig kube-system/osm-mesh-config',
        with: { spec: { sidecar: { logLevel: 'debug' }, observability: { osmLogLevel: 'trace' } } },
      },
    ],
  });
}

function mistake(words: string): Message {
  const parsed = parseCommand(words, {});
  if (parsed.is !== 'mistake') throw new Error(`${words} is no mistake`);
  return mistakeMessage(parsed);
}

function clusterOf(name: string): FleetCluster {
  const seen = { location: 'westeurope', kubernetesVersion: '1.31.3', osmAddon: true, running: true };
  return { name, resourceId: idOf(name), seen };
}
