import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checks } from '../../../src/checks/index.ts';
import { clustersMessage } from '../../../src/commands/ask/clusters-answer.ts';
import { configAnswer, configInputs } from '../../../src/commands/ask/config-answer.ts';
import { explainMessage } from '../../../src/commands/ask/explain-answer.ts';
import { helpMessage } from '../../../src/commands/ask/help-answer.ts';
import { askCommands } from '../../../src/commands/ask/index.ts';
import { namespacesAnswer, namespacesInputs } from '../../../src/commands/ask/namespaces-answer.ts';
import { parseCommand } from '../../../src/commands/ask/parse-command.ts';
import { findCluster } from '../../../src/commands/find-cluster.ts';
import type { Fleet, FleetCluster } from '../../../src/model/fleet.ts';
import type { Message } from '../../../src/model/message.ts';
import { clusterId } from '../../../src/model/resource-id.ts';
import { rights } from '../../../src/model/rights.ts';
import type { ClusterSnapshot } from '../../../src/model/snapshot.ts';
import { errorCodeNames } from '../../../src/osm/error-codes.ts';
import { meshConfigKeys } from '../../../src/osm/mesh-config/index.ts';
import { mistakeMessage } from '../../../src/present/help-message.ts';
import type { Edit } from '../../checks/check-cases.ts';
import { seenIn, withoutRight } from '../../checks/seen-in.ts';
import { expectGolden } from '../../present/expect-golden.ts';
import { inAzure } from '../../present/fleet-reports.ts';
import { messageText } from '../../present/message-text.ts';

const now = new Date('2026-11-22T12:00:03Z');

function seen(cluster: string, ...edits: readonly Edit[]): ClusterSnapshot {
  return inAzure(seenIn({ name: '', cluster, edits }), 'prod');
}

/** Every command of ours that a message says to type. */
function typedIn(message: Message): string[] {
  return [...messageText(message).matchAll(/`(\/osm [^`]*)`/g)].map(([, words = '']) => words);
}

function expectTypable(message: Message): void {
  for (const words of typedIn(message)) {
    if (/[A-Z]{3,}\|| \[|CLUSTER|NAMESPACE|VALUE/.test(words)) continue;
    expect([words, parseCommand(words).is]).toEqual([words, 'asked']);
  }
}

/** What no message may hold, wherever a text came from. */
function expectTame(message: Message): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get through
  expect(JSON.stringify(message)).not.toMatch(/[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  expect(message.summary).not.toContain('\n');
  expect([...message.summary].length).toBeLessThanOrEqual(150);
  expect(messageText(message).length).toBeLessThan(12_000);
}

const hostile = [
  '\u202egnp.exe',
  '*bold* _it_ ~x~ `code` ```block```',
  '<!channel> <@U1> <http://evil|prod>',
  "'; rm -rf / #",
  `x${'y'.repeat(5_000)}`,
  'a\nb\u0000c',
  '😀'.repeat(300),
];

describe('help', () => {
  test('with clusters', () => {
    expectGolden('ask-help', messageText(helpMessage({ clusters: ['prod', 'test'] })));
  });

  test('in a channel with a cluster of its own', () => {
    const text = messageText(helpMessage({ defaultCluster: 'payments' }));

    expect(text).toContain('In this channel no cluster need be named: it is `payments`.');
    expect(text).toContain('`/osm config payments enableEgress`');
  });

  test('where nothing may be asked about it says so; of many clusters some are named', () => {
    expect(messageText(helpMessage({ clusters: [] }))).toContain('No cluster can be asked about from here');
    const many = Array.from({ length: 300 }, (_, number) => `c${number}`);
    expect(messageText(helpMessage({ clusters: many }))).toMatch(/300 clusters: `c0`.* and 292 more/);
  });

  test('names every command, and what it says to type works', () => {
    const message = helpMessage({ clusters: ['my cluster'] });

    for (const { usage } of askCommands) expect(messageText(message)).toContain(`/osm ${usage}`);
    expectTypable(message);
  });

  test.each(askCommands)('the examples of $name work', ({ name, examples }) => {
    for (const cluster of ['prod', 'my cluster', "o'brien", 'mesh/prod']) {
      for (const words of examples(cluster)) {
        expect(parseCommand(words)).toMatchObject({ is: 'asked', asked: { is: name } });
      }
    }
  });
});

describe('a mistake', () => {
  test('says what was meant and what to type', () => {
    const parsed = parseCommand('chek prod');

    expectGolden('ask-mistake', parsed.is === 'mistake' ? messageText(mistakeMessage(parsed)) : '');
  });

  test.each(hostile)('hostile words: %j', (words) => {
    const parsed = parseCommand(`${words} x`);

    if (parsed.is === 'mistake') expectTame(mistakeMessage(parsed));
    expect(parsed.is).toBe('mistake');
  });
});

describe('explain', () => {
  test.each([
    ['check', 'pods have sidecars'],
    ['key', 'maxDataPlaneConnections'],
    ['code', 'e4001'],
    ['moved-code', 'E5012'],
  ])('%s', (name, topic) => {
    expectGolden(`ask-explain-${name}`, messageText(explainMessage(topic)));
  });

  test.each([
    ['OSM2O04', /Did you mean `\/osm explain OSM2004`/],
    ['enableEgres', /`\/osm explain enableEgress`/],
    ['tracing', /one of 4 keys.*`\/osm explain observability.tracing.port`/s],
    ['injection', /"injection" names \d+ checks.*OSM5001/s],
    ['OSM3', /"OSM3" names \d checks.*OSM3001/s],
    ['E9999', /No release of OSM .* E9999/],
    ['E123', /No release of OSM .* E123/],
    ['what is love', /Nothing is known as "what is love".*For example/s],
  ])('%s: what may be meant', (topic, says) => {
    const message = explainMessage(topic);

    expect(messageText(message)).toMatch(says);
    expectTypable(message);
  });

  test.each(checks.map(({ id }) => id))('%s: what it reads is told as rights, not as names of ours', (id) => {
    const text = messageText(explainMessage(id));

    expect(text).toMatch(
      /\*What it reads\*\n(It needs (this right|these rights): `|Nothing that needs a right)/,
    );
    for (const input of Object.keys(rights).filter((name) => /[A-Z]/.test(name)))
      expect(text).not.toContain(input);
  });

  test('every check, key and code is explained', () => {
    const topics = [
      ...checks.map(({ id }) => id),
      ...meshConfigKeys.map(({ path }) => path),
      ...errorCodeNames,
    ];
    for (const topic of topics) {
      const message = explainMessage(topic);
      expect(message.parts[0]?.is).toBe('heading');
      expectTame(message);
      expectTypable(message);
    }
  });

  test.each(hostile)('hostile topic: %j', (topic) => {
    expectTame(explainMessage(topic));
    expectTypable(explainMessage(topic));
  });

  test('any topic has an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (topic) => expectTame(explainMessage(topic))),
    );
  });
});

function cluster(path: string, alias?: string, more: Partial<FleetCluster['seen']> = {}): FleetCluster {
  const [subscription = '', resourceGroup = '', name = ''] = path.split('/');
  const seenAs = { location: 'westeurope', osmAddon: true, running: true, ...more };
  const resourceId = clusterId({ subscription, resourceGroup, name });
  return {
    name: alias ?? name,
    resourceId,
    seen: seenAs,
    ...(alias === undefined ? {} : { aliases: [alias] }),
  };
}

const fleet = (clusters: readonly FleetCluster[], problems: readonly string[] = []): Fleet => ({
  clusters,
  problems,
  listedAt: '2026-11-22T11:56:00Z',
});

/** The first cell of each row. */
function namesIn({ parts }: Message): string[] {
  return parts.flatMap((part) =>
    part.is === 'table'
      ? part.rows.map(([cell = []]) =>
          cell.map((span) => (typeof span === 'string' ? span : span.text)).join(''),
        )
      : [],
  );
}

describe('clusters', () => {
  const some = [
    cluster('s1/mesh/aks-prod', 'prod'),
    cluster('s1/blue/twin'),
    cluster('s1/green/twin', undefined, { osmAddon: false }),
    cluster('s1/mesh/asleep', undefined, { running: false }),
    { name: 'by-hand', resourceId: clusterId({ subscription: 's2', resourceGroup: 'g', name: 'by-hand' }) },
  ];
  const idOf = (place: number) => some[place]?.resourceId ?? '';

  test('names, where they are, and how they were last', () => {
    const lastRuns = new Map([
      [idOf(0), { state: 'failing', at: '2026-11-22T11:00:00Z' } as const],
      [idOf(1), { state: 'healthy', at: '2026-11-12T11:00:00Z' } as const],
      [idOf(3), { at: '2026-11-22T11:59:30Z' } as const],
    ]);
    const problems = ['Subscription s9 could not be listed: the identity has no role there.'];

    expectGolden(
      'ask-clusters',
      messageText(clustersMessage({ fleet: fleet(some, problems), lastRuns, now })),
    );
  });

  test('each name finds its cluster, also where several have one name', () => {
    const names = namesIn(clustersMessage({ fleet: fleet(some), now }));

    expect(names).toEqual(['prod', 'blue/twin', 'green/twin', 'asleep', 'by-hand']);
    names.forEach((name, place) => {
      expect(findCluster({ clusters: some }, name)).toEqual({ is: 'found', cluster: some[place] });
    });
  });

  test('a thousand: some are shown, the rest is counted', () => {
    const many = Array.from({ length: 1_000 }, (_, number) =>
      cluster(`s/group-${number}/cluster-${number % 500}`),
    );
    const message = clustersMessage({ fleet: fleet(many), now });

    expect(namesIn(message).length).toBe(50);
    expect(messageText(message)).toContain('950 more clusters not shown here');
    expect(messageText(message)).toContain('1000 clusters can be asked about');
    expectTame(message);
  });

  test('none: it says so, and that some may be hidden', () => {
    expect(messageText(clustersMessage({ fleet: fleet([]), now }))).toContain(
      'No cluster can be asked about here',
    );
    expect(messageText(clustersMessage({ fleet: fleet([], ['No rights.']), now }))).toContain(
      'What could not be listed may hold some.',
    );
  });

  test.each(hostile)('hostile names: %j', (name) => {
    expectTame(clustersMessage({ fleet: fleet([{ name, resourceId: 'odd' }], Array(40).fill(name)), now }));
  });
});

describe('namespaces', () => {
  const namespace = (
    name: string,
    annotations: object = { 'openservicemesh.io/sidecar-injection': 'enabled' },
  ): Edit => ({
    add: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { 'openservicemesh.io/monitored-by': 'osm' },
        annotations: { ...annotations },
      },
    },
  });

  test('those that need somebody come first', () => {
    expectGolden('ask-namespaces', messageText(namespacesAnswer(seen('waiting-for-restart'), now)));
  });

  test('a word that OSM does not know stands above all', () => {
    const message = namespacesAnswer(
      seen('waiting-for-restart', namespace('zoo', { 'openservicemesh.io/sidecar-injection': 'enable' })),
      now,
    );

    expect(namesIn(message)[0]).toBe('zoo');
    expect(message.summary).toContain('1 refuses new pods');
  });

  test('a namespace that left the mesh, with its sidecars still there', () => {
    const gone: Edit = {
      patch: 'Namespace bookbuyer',
      with: { metadata: { labels: { 'openservicemesh.io/monitored-by': null } } },
    };

    const message = namespacesAnswer(seen('healthy-1.2.4', gone), now);

    expect(messageText(message)).toContain('`bookbuyer` | not of the mesh | 1 | 1 | 0 | 1');
    expect(message.summary).toContain('2 namespaces in the mesh; 1 outside with sidecars left');
  });

  test('pods that could not be read are not told as none', () => {
    const text = messageText(namespacesAnswer(withoutRight(seen('healthy-1.2.4'), 'pods'), now));

    expectGolden('ask-namespaces-no-pods', text);
    expect(text).not.toMatch(/\| 0/);
  });

  test('of pods that came in part numbers are at least', () => {
    const partial = inAzure(
      seenIn({ name: '', cluster: 'waiting-for-restart', incomplete: ['pods'] }),
      'prod',
    );

    expect(messageText(namespacesAnswer(partial, now))).toContain('| 13+ | 1+ | 12+ | 12+');
    expect(namespacesAnswer(partial, now).summary).toContain('at least 12 pods');
  });

  test.each(['namespaces', 'controlPlaneDeployments'] as const)('without the right to %s', (input) => {
    const message = namespacesAnswer(withoutRight(seen('healthy-1.2.4'), input), now);

    expect(message.tone).toBe('unknown');
    expect(messageText(message)).toMatch(/its namespaces are not known.*Missing right: /s);
  });

  test('no mesh', () => {
    expect(messageText(namespacesAnswer(seen('nothing-here'), now))).toContain('no mesh was found');
  });

  test('two hundred namespaces: sixty are shown, the rest is counted', () => {
    const edits = Array.from({ length: 200 }, (_, number) => namespace(`team-${number}`));
    const message = namespacesAnswer(seen('healthy-1.2.4', ...edits), now);

    expect(namesIn(message).length).toBe(60);
    expect(messageText(message)).toMatch(/143 more namespaces not shown/);
    expectTame(message);
  });

  test('reads no more than it needs', () => {
    expect([...namespacesInputs].sort()).toEqual(
      ['apiServer', 'clock', 'controlPlaneDeployments', 'namespaces', 'pods'].sort(),
    );
  });
});

describe('config', () => {
  test.each([[[]], [['sidecar.logLevel']], [['sidecar.logLevel', 'info']]])(
    'words %j: the cluster is named once, in the title',
    (words) => {
      const { parts } = configAnswer(inAzure(seenIn({ name: '' }), 'clu-7'), ...words);
      const said = parts.map((part) => (part.is === 'command' ? '' : JSON.stringify(part)));

      expect(said.filter((part) => part.replaceAll(/\/osm [^"]*/g, '').includes('clu-7'))).toHaveLength(1);
    },
  );

  const logLevel: Edit = {
    patch: 'MeshConfig kube-system/osm-mesh-config',
    with: {
      spec: { sidecar: { logLevel: 'debug' }, observability: { osmLogLevel: 'loud' }, odd: { key: 1 } },
    },
  };

  test('what differs', () => {
    expectGolden('ask-config', messageText(configAnswer(seen('healthy-1.2.4', logLevel))));
  });

  test('nothing differs', () => {
    expect(messageText(configAnswer(seen('healthy-1.2.4')))).toMatch(
      /Nothing differs.*All \d+ keys are as shipped/s,
    );
  });

  test('a key', () => {
    expectGolden(
      'ask-config-key',
      messageText(configAnswer(seen('healthy-1.2.4'), 'maxDataPlaneConnections')),
    );
  });

  test('a change, with its undo, its proof, and who has to restart', () => {
    expectGolden(
      'ask-config-change',
      messageText(configAnswer(seen('healthy-1.2.4'), 'sidecar.logLevel', 'info')),
    );
  });

  test('a dangerous change says what to mind', () => {
    const text = messageText(configAnswer(seen('healthy-1.2.4'), 'enableEgress', 'false'));

    expect(text).toMatch(/\*Mind: \*Pods lose Azure's instance metadata service/);
  });

  test.each<[string, string | undefined, RegExp]>([
    ['enableEgres', undefined, /Did you mean enableEgress or/],
    ['port', '1', /could be .*tracing.port/],
    ['useHTTPSIngress', undefined, /exists from v0.11.1 to v0.11.1 only/],
    ['enableEgress', 'maybe', /Expected true or false, not "maybe"/],
    ['enableEgress', 'true', /is true already/],
    ['sidecar.logLevel', 'off', /one of trace, debug, info/],
    ['', undefined, /has no key ""/],
  ])('%s %s: no command is given, and it says why', (key, value, says) => {
    const message = configAnswer(seen('healthy-1.2.4'), key, value);

    expect(messageText(message)).toMatch(says);
    expect(messageText(message)).toContain('Nothing was changed, and nothing is proposed.');
    expect(message.parts.some(({ is }) => is === 'command')).toBe(false);
    expectTypable(message);
  });

  test('without pods nobody claims that nothing has to restart', () => {
    const message = configAnswer(withoutRight(seen('healthy-1.2.4'), 'pods'), 'sidecar.logLevel', 'info');

    expect(messageText(message)).toContain('which workloads must restart is not known: ');
  });

  test.each([
    ['meshConfigs', /may not read meshConfigs/],
    ['controlPlaneDeployments', /may not read controlPlaneDeployments/],
    ['apiServer', /apiServer could not be read/],
  ] as const)('without %s nothing is proposed', (input, says) => {
    const message = configAnswer(withoutRight(seen('healthy-1.2.4'), input), 'enableEgress', 'false');

    expect(message.tone).toBe('unknown');
    expect(messageText(message)).toMatch(says);
    expect(message.parts.some(({ is }) => is === 'command')).toBe(false);
  });

  test.each(hostile)('hostile values, keys and names: %j', (words) => {
    const snapshot = inAzure(seen('healthy-1.2.4'), words);

    expectTame(configAnswer(snapshot));
    expectTame(configAnswer(snapshot, words));
    for (const key of ['tracing.address', 'enableEgress', 'outboundIPRangeExclusionList', 'envoyImage']) {
      expectTame(configAnswer(snapshot, key, words));
    }
  });

  test('reads what a proposal needs', () => {
    for (const input of ['meshConfigs', 'crds', 'pods', 'trafficTargets'] as const) {
      expect(configInputs.has(input)).toBe(true);
    }
  });
});
