import { describe, expect, test } from '@jest/globals';
import { compareReports } from '../../src/engine/compare-reports.ts';
import { partOf } from '../../src/engine/summarise.ts';
import type { Round, RoundPart } from '../../src/model/digest.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { digestMessages } from '../../src/present/digest-message.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';
import { judge } from '../cli/judge-cluster.ts';
import { expectGolden } from './expect-golden.ts';
import { faultsIn, idOf, inAzure, reportOf } from './fleet-reports.ts';
import { messageText } from './message-text.ts';

const now = new Date('2026-11-23T07:15:01Z');

type Cluster = Round['clusters'][number];

const clusterOf = (name: string): Cluster => ({ name, resourceId: idOf(name) });
const names = (number: number, prefix = 'aks'): string[] =>
  Array.from({ length: number }, (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}`);

function roundOf(clusters: readonly string[], problems: readonly string[] = []): Round {
  return {
    id: '2026-11-23T07:00:00.000Z',
    openedAt: '2026-11-23T07:00:02.000Z',
    deadline: '2026-11-23T07:15:00.000Z',
    channel: 'C0DIGEST',
    clusters: clusters.map(clusterOf),
    problems,
  };
}

const threadOf = (round: Round, parts: readonly RoundPart[]) => digestMessages({ round, parts, now });
const messageOf = (round: Round, parts: readonly RoundPart[]) => threadOf(round, parts).parent;

/** What stands in the channel, and below it what stands in the thread. */
function textOf(round: Round, parts: readonly RoundPart[]): string {
  const { parent, details } = threadOf(round, parts);
  return [parent, ...(details === undefined ? [] : [details])].map(messageText).join('\n== thread\n');
}

/** The part of a cluster that was judged before; by default nothing has changed. */
function judged(name: string, is: string, was: string = is): RoundPart {
  const before = { ...reportOf(was, 'x'), takenAt: '2026-11-20T07:00:00.000Z' };
  const report = reportOf(is, 'x');
  return partOf(clusterOf(name), report, compareReports(before, report));
}

const first = (name: string, is: string): RoundPart => partOf(clusterOf(name), reportOf(is, 'x'));

const unread = (name: string, says = `Cluster ${name} is stopped.`): RoundPart => ({
  cluster: clusterOf(name),
  is: 'unread',
  says,
  todo: `Start it: az aks start --name ${name}.`,
});

/** 50 clusters: 5 broken, 2 stopped, 1 forbidden, 1 that never answers. */
function busy(): readonly [Round, RoundPart[]] {
  const all = names(50);
  const parts = all.flatMap((name, index): RoundPart[] => {
    if (index < 2) return [judged(name, 'injector-down', 'healthy-1.2.4')];
    if (index === 2) return [judged(name, 'badly-broken', 'injector-down')];
    if (index === 3) return [judged(name, 'half-configured')];
    if (index === 4) return [first(name, 'ca-expiring')];
    if (index < 7) return [unread(name)];
    if (index === 7) return [unread(name, `The identity may not read ${name}.`)];
    if (index === 8) return [];
    return [judged(name, 'healthy-1.2.4', index === 9 ? 'half-configured' : 'healthy-1.2.4')];
  });
  return [roundOf(all), parts];
}

describe('digests as they look', () => {
  test('a quiet day', () => {
    const parts = names(50).map((name, index) =>
      judged(name, index < 5 ? 'half-configured' : 'healthy-1.2.4'),
    );

    expectGolden('digest-quiet', textOf(roundOf(names(50)), parts));
  });

  test('a busy day', () => {
    expectGolden('digest-busy', textOf(...busy()));
  });

  test('the first digest of all', () => {
    const is = ['healthy-1.2.4', 'injector-down', 'meshed-kube-system'];

    expectGolden(
      'digest-first',
      textOf(
        roundOf(names(3)),
        names(3).map((name, index) => first(name, is[index] ?? '')),
      ),
    );
  });
});

describe('a digest', () => {
  test('says the same in whichever order the parts came', () => {
    const [round, parts] = busy();

    expect(textOf(round, parts.toReversed())).toBe(textOf(round, parts));
    expect(textOf(round, [...parts.slice(20), ...parts.slice(0, 20)])).toBe(textOf(round, parts));
  });

  test('finds the part of a cluster whose id is written otherwise', () => {
    const [part] = [judged('aks-001', 'healthy-1.2.4')];
    const cluster = { name: 'aks-001', resourceId: idOf('aks-001').toUpperCase() };

    expect(messageOf(roundOf(['aks-001']), [{ ...part, cluster } as RoundPart]).tone).toBe('healthy');
  });
});

describe('a digest is one line only when', () => {
  const all = ['a', 'b'];
  const same = judged('a', 'half-configured');

  test.each<[string, Round, RoundPart[], boolean]>([
    ['all is known', roundOf(all), [same, judged('b', 'healthy-1.2.4')], true],
    ['the first judgement was healthy', roundOf(all), [same, first('b', 'healthy-1.2.4')], true],
    ['not: something is new', roundOf(all), [same, judged('b', 'injector-down', 'healthy-1.2.4')], false],
    ['not: something was fixed', roundOf(all), [same, judged('b', 'healthy-1.2.4', 'injector-down')], false],
    ['not: the first judgement was not healthy', roundOf(all), [same, first('b', 'injector-down')], false],
    ['not: one could not be read', roundOf(all), [same, unread('b')], false],
    ['not: one did not answer', roundOf(all), [same], false],
    ['not: a subscription could not be listed', roundOf(['a'], ['Subscription x: no.']), [same], false],
    ['not: there is no cluster', roundOf([]), [], false],
    ['not: a check broke, of which there is no finding', roundOf(['b']), [broke('b')], false],
    ['not: a finding could not be looked at again', roundOf(['b']), [hidden('b')], false],
    ['not: somebody took the right to look away', roundOf(['b']), [blinded('b')], false],
  ])('%s', (_name, round, parts, oneLine) => {
    const { parent, details } = threadOf(round, parts);

    expect(parent.parts.length === 1 && details === undefined).toBe(oneLine);
  });

  function broke(name: string): RoundPart {
    const before = reportOf('healthy-1.2.4', 'x');
    const results = before.results.map(
      (result): Result =>
        result.id === 'OSM1002' ? { ...result, outcome: { is: 'broken', error: 'oops' } } : result,
    );
    const report: Report = { ...before, state: 'unknown', results };
    return partOf(clusterOf(name), report, compareReports(before, report));
  }

  function hidden(name: string): RoundPart {
    const before = reportOf('half-configured', 'x');
    const because = [{ reason: 'timedOut', detail: 'Out of time.' }] as const;
    const results = before.results.map(
      (result): Result =>
        result.id === 'OSM5003' ? { ...result, outcome: { is: 'unknown', because } } : result,
    );
    const report: Report = { ...before, results };
    return partOf(clusterOf(name), report, compareReports(before, report));
  }

  function blinded(name: string): RoundPart {
    const before = reportOf('half-configured', 'x');
    const report = judge(
      inAzure(withoutRight(seenIn({ name: '', cluster: 'half-configured' }), 'namespaces'), 'x'),
    );
    return partOf(clusterOf(name), report, compareReports(before, report));
  }
});

describe('nothing is healthy that was not seen to be', () => {
  test.each<[string, readonly RoundPart[], Round, string, string]>([
    ['unread', [unread('a')], roundOf(['a']), 'unknown', '1 could not be read'],
    ['missing', [], roundOf(['a']), 'unknown', '1 did not answer'],
    ['not listed', [], roundOf([], ['Subscription x may not be read.']), 'unknown', 'none was found'],
    ['no fleet at all', [], roundOf([]), 'neutral', 'none was found'],
  ])('%s', (_name, parts, round, tone, words) => {
    const message = messageOf(round, parts);

    expect(message.tone).toBe(tone);
    expect(message.summary).toContain(words);
    expect(messageText(message)).not.toMatch(/healthy(?! is not| are)/i);
  });

  test('one that did not answer is named with the deadline', () => {
    expect(textOf(roundOf(['a', 'b']), [judged('a', 'healthy-1.2.4')])).toContain(
      '*No answer by 07:15 UTC* from *b*. Whether it is healthy is not known. Try `/osm check b`',
    );
  });

  test('what could not be looked at again is not called fixed', () => {
    const before = reportOf('half-configured', 'x');
    const report = judge(
      inAzure(withoutRight(seenIn({ name: '', cluster: 'half-configured' }), 'namespaces'), 'x'),
    );
    const text = textOf(roundOf(['a']), [partOf(clusterOf('a'), report, compareReports(before, report))]);

    expect(text).toMatch(
      /\*\d+ findings could not be looked at again\* on \*a\*\. They are not called fixed\./,
    );
    expect(text).not.toMatch(/findings? fixed/);
  });
});

describe('clusters that are alike', () => {
  const [one, two, three] = ['aks-001', 'aks-002', 'aks-003'] as const;
  const broken = (name: string) => judged(name, 'injector-down', 'healthy-1.2.4');

  test('take one line with what to type once, in the channel and in the thread', () => {
    const all = [one, two, three];
    const text = textOf(roundOf(all), all.map(broken));
    const news = faultsIn(reportOf('injector-down')).length;

    expect(text).toContain(
      `- *aks-001*, *aks-002*, *aks-003*: each FAILING (was healthy): ${news} new; CRITICAL: osm-injector is not ready \`OSM1003\` and ${news - 1} more. \`/osm check aks-001\``,
    );
    expect(text.match(/osm-injector has 0 of 2 replicas ready/g)).toHaveLength(1);
    expect(text).not.toMatch(/\/osm check aks-00[23]/);
  });

  test.each<[string, RoundPart]>([
    ['another state', judged(two, 'half-configured', 'healthy-1.2.4')],
    ['another past', judged(two, 'injector-down', 'meshed-kube-system')],
    ['no past', first(two, 'injector-down')],
    ['another object', renamed(broken(two))],
  ])('not with %s', (_name, other) => {
    const text = textOf(roundOf([one, two]), [broken(one), other]);

    expect(text).toContain('`/osm check aks-001`');
    expect(text).toContain('`/osm check aks-002`');
  });

  /** The same findings, but each is on an object of another name. */
  function renamed(part: RoundPart): RoundPart {
    return JSON.parse(JSON.stringify(part).replaceAll('"osm-injector"', '"other"')) as RoundPart;
  }

  test('what a finding says is told only where it holds for all of them', () => {
    const other = JSON.parse(
      JSON.stringify(broken(two)).replaceAll('osm-injector-qx69dhrf5v-dtcv7', 'osm-injector-other'),
    ) as RoundPart;
    const text = textOf(roundOf([one, two]), [broken(one), other]);

    expect(text).not.toContain('dtcv7');
    expect(text).toContain('osm-injector has 0 of 2 replicas ready.');
  });

  test('that could not be read for one reason are told together, without their name twice', () => {
    const closed = (name: string, says = `${name} is stopped.`): RoundPart => ({
      cluster: clusterOf(name),
      is: 'unread',
      says,
      todo: 'Start it.',
    });
    const text = textOf(roundOf([one, two, three]), [
      closed(one),
      closed(two),
      closed(three, 'Azure says no.'),
    ]);

    expect(text).toContain('- *aks-001*, *aks-002*: each is stopped.\n- *aks-003*: Azure says no.\n');
    expect(textOf(roundOf([one]), [closed(one)])).toContain('- *aks-001* is stopped. Start it.\n');
  });
});

describe('the thread', () => {
  test('repeats neither the heading nor the facts of its parent', () => {
    const { parent, details } = threadOf(...busy());

    expect(details?.parts[0]).toEqual({ is: 'heading', text: 'Details' });
    const facts = parent.parts.filter(({ is }) => is === 'paragraph' || is === 'note');
    for (const part of facts) expect(details?.parts).not.toContainEqual(part);
    expect(details?.summary).toBe(parent.summary);
  });

  test('is not there when the channel tells all', () => {
    const parts = [judged('a', 'half-configured'), judged('b', 'healthy-1.2.4', 'injector-down')];

    expect(threadOf(roundOf(['a', 'b']), parts).details).toBeUndefined();
    expect(messageText(messageOf(roundOf(['a', 'b']), parts))).toContain('*Healthy again*: *b*.');
  });
});

describe('a thousand clusters', () => {
  const all = names(1_000, 'a-rather-long-name-of-a-cluster-in-some-region');
  const parts = all.flatMap((name, index): RoundPart[] => {
    if (index < 300) return [onObject(judged(name, 'badly-broken', 'healthy-1.2.4'), index)];
    if (index < 400) return [unread(name, `Cluster ${name} may not be read. ${'Because. '.repeat(50)}`)];
    if (index < 500) return [];
    return [onObject(judged(name, index < 700 ? 'half-configured' : 'healthy-1.2.4'), index)];
  });
  const { parent, details } = threadOf(roundOf(all), parts);
  const texts = [parent, ...(details === undefined ? [] : [details])].map(messageText);

  /** Each cluster has its findings on an object of its own, so that none is like another. */
  function onObject(part: RoundPart, index: number): RoundPart {
    const text = JSON.stringify(part).replaceAll(
      /"name":"(osm-|inventory|checkout)/g,
      `"name":"n${index}-$1`,
    );
    return JSON.parse(text) as RoundPart;
  }

  test('are counted rightly', () => {
    expect(texts[0]).toContain(
      '1000 clusters: 500 FAILING, 100 could not be read, 100 did not answer, 300 healthy',
    );
    expect(texts[0]).toContain('And 288 more clusters with something new: 288 FAILING: ');
    expect(texts[1]).toContain('And 288 more clusters with something new: 288 FAILING: ');
    expect(texts[1]).toContain('And 195 more clusters with nothing new: 195 FAILING: ');
    expect(texts[1]).toContain('and 92 more clusters: ');
  });

  test.each([0, 1])('fit messages of ten thousand characters (%i)', (place) => {
    expect(texts[place]?.length).toBeLessThan(10_000);
  });

  test.each([0, 1])('have no more than 25 with a place of their own (%i)', (place) => {
    expect(texts[place]?.match(/`\/osm check /g)?.length).toBeLessThanOrEqual(26);
  });

  test('that are alike take a line together, the names that do not fit counted', () => {
    const alike = all.map((name) => judged(name, 'badly-broken', 'healthy-1.2.4'));
    const text = textOf(roundOf(all), alike);

    expect(text.match(/`\/osm check /g)).toHaveLength(2);
    expect(text).toContain(' and 990 more: each FAILING (was healthy): ');
  });
});

describe('what comes from outside', () => {
  test('problems of listing are told, five of them', () => {
    const problems = names(7, 'sub').map((name) => `Subscription ${name} may not be read.\n<!here>`);
    const text = textOf(roundOf(['a'], problems), [judged('a', 'healthy-1.2.4')]);

    expect(text).toContain('*Not all clusters could be listed*, so there may be more than are counted here:');
    expect(text).toContain('- Subscription sub-005 may not be read.\\u000a<!here>\n- and 2 more');
  });

  test('a quiet line of a large fleet fits a heading', () => {
    const states = ['half-configured', 'healthy-1.2.4', 'meshed-kube-system'];
    const parts = names(1_000).map((name, index) => judged(name, states[index % 3] ?? ''));
    const { summary } = messageOf(roundOf(names(1_000)), parts);

    expect(summary.length).toBeLessThanOrEqual(138);
    expect(summary).toMatch(/\(30 September 2027\)$/);
  });
});
