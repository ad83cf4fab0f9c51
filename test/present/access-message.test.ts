import { describe, expect, test } from '@jest/globals';
import type { AccessProblem } from '../../src/model/fleet.ts';
import { accessMessage, ambiguousMessage, notFoundMessage } from '../../src/present/access-message.ts';
import { expectGolden } from './expect-golden.ts';
import { messageText } from './message-text.ts';

const by = { is: 'person', user: 'U0ONCALL', team: 'T1', channel: 'C1' } as const;

const noRights: AccessProblem = {
  reason: 'noKubernetesRights',
  says: 'The identity signed in to cluster prod-cluster, but Kubernetes lets it read nothing.',
  todo: "Bind the ClusterRole osm-doctor to the identity's object id 11111111-2222-3333-4444-555555555555.",
  command: 'az role assignment list --assignee 11111111-2222-3333-4444-555555555555',
  manifest: 'kind: ClusterRoleBinding\nmetadata:\n  name: osm-doctor',
  passing: false,
};

const textOf = (problem: Partial<AccessProblem>, cluster = 'prod-cluster'): string =>
  messageText(accessMessage({ cluster, problem: { ...noRights, ...problem }, by }));

describe('a cluster that could not be opened', () => {
  test('as it looks', () => {
    expectGolden('message-access-problem', textOf({}));
  });

  test.each<[AccessProblem['reason'], string]>([
    ['stopped', 'prod-cluster is stopped'],
    ['deleted', 'prod-cluster is gone'],
    ['noKubernetesRights', 'prod-cluster may not be read'],
    ['unreachable', 'prod-cluster cannot be reached'],
    ['addonOff', 'prod-cluster has the OSM add-on turned off'],
  ])('%s: the heading, which is what a notification shows, says so', (reason, words) => {
    const message = accessMessage({ cluster: 'prod-cluster', problem: { ...noRights, reason }, by });

    expect(message.summary).toBe(words);
    expect(message.parts[0]).toEqual({ is: 'heading', text: words });
  });

  test('names one file alone', () => {
    expect(textOf({})).not.toContain('.yaml');
  });

  test('is never said to be healthy', () => {
    expect(accessMessage({ cluster: 'a', problem: noRights, by }).tone).toBe('unknown');
  });

  test.each([
    [true, 'This may pass by itself: try again in a few minutes with `/osm check prod-cluster`.'],
    [false, 'When that is done: `/osm check prod-cluster`'],
  ])('passing %s: %s', (passing, words) => {
    expect(textOf({ passing })).toContain(words);
  });

  test('a manifest with unseen characters is not shown: it could not be copied', () => {
    const text = textOf({ manifest: 'kind: X\n# \u202e' });

    expect(text).toContain(
      '(A command is not shown here: it holds characters that cannot be seen or copied.)',
    );
    expect(text).not.toContain('\u202e');
  });

  test('long names and sentences fit a heading', () => {
    const message = accessMessage({
      cluster: 'x'.repeat(300),
      problem: { ...noRights, says: 'y'.repeat(2_000) },
      by,
    });
    const [heading] = message.parts;

    expect(message.summary.length).toBeLessThanOrEqual(150);
    expect(heading).toEqual({ is: 'heading', text: expect.stringMatching(/^x+…x+ may not be read$/) });
  });
});

describe('a name that finds no cluster', () => {
  test.each<[string, Parameters<typeof notFoundMessage>[0], readonly string[]]>([
    [
      'near misses',
      { words: 'prd', near: ['prod', 'mesh/prod-2'], count: 42 },
      [
        '# No cluster is called prd',
        'Did you mean `/osm check prod` or `/osm check mesh/prod-2`?',
        '42 clusters are known: `/osm clusters` lists them.',
      ],
    ],
    ['nothing near', { words: 'x', near: [], count: 1 }, ['One cluster is known: `/osm clusters` names it.']],
    [
      'no fleet',
      { words: 'x', near: [], count: 0 },
      ['No cluster is known at all: the operator sets OSM_CLUSTERS'],
    ],
  ])('%s', (_name, given, expected) => {
    const text = messageText(notFoundMessage(given));

    for (const words of [...expected, 'Nothing was checked.']) expect(text).toContain(words);
    if (given.near.length === 0) expect(text).not.toContain('Did you mean');
  });

  test('hostile words stay words', () => {
    const { summary } = notFoundMessage({ words: 'a\nb\u202e<!channel>', near: [], count: 1 });

    expect(summary).toBe('No cluster is called a\\u000ab\\u202e<!channel>');
  });
});

describe('a name that several clusters have', () => {
  test('each choice is what to type', () => {
    const message = ambiguousMessage({ words: 'prod', choices: ['mesh-a/prod', 'mesh-b/prod'] });

    expect(messageText(message)).toBe(
      [
        '(neutral) 2 clusters are called prod',
        '# 2 clusters are called prod',
        'Nothing was checked. Type the one that you mean:',
        '- `/osm check mesh-a/prod`\n- `/osm check mesh-b/prod`\n',
      ].join('\n\n'),
    );
  });

  test('many are counted', () => {
    const choices = Array.from({ length: 40 }, (_, number) => `group-${number}/prod`);

    expect(messageText(ambiguousMessage({ words: 'prod', choices }))).toContain(
      '- and 25 more: `/osm clusters`',
    );
  });
});
