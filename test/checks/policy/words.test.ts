import { describe, expect, test } from '@jest/globals';
import { policyChecks } from '../../../src/checks/policy/index.ts';
import { runChecks } from '../../../src/engine/run-checks.ts';
import { buildRemedy } from '../../../src/remedies/build-remedy.ts';
import { isSafeIntent } from '../../../src/remedies/safe-intent.ts';
import type { Edit } from '../check-cases.ts';
import { addNamespace, addPod } from '../injection/objects.ts';
import { seenIn } from '../seen-in.ts';
import {
  account,
  egress,
  endpoints,
  everything,
  meshedPod,
  permissive,
  retry,
  routeGroup,
  service,
  serviceAccount,
  setMeshConfig,
  split,
  target,
  tcpRoute,
} from './objects.ts';

/** What the checks of this area say and propose on healthy-1.1.1, where policies count, with these changes. */
function told(id: string, ...edits: readonly Edit[]): { says: string[]; commands: string[] } {
  const snapshot = seenIn({ name: '', cluster: 'healthy-1.1.1', edits });
  const checks = policyChecks.filter((check) => check.id === id);
  const report = runChecks(snapshot, checks, (intent) => {
    expect(isSafeIntent(intent)).toBe(true);
    return buildRemedy(intent, {});
  });
  const findings = report.results.flatMap(({ outcome }) => (outcome.is === 'failed' ? outcome.findings : []));
  return {
    says: findings.map(({ says }) => says),
    commands: findings.flatMap(({ remedies }) => remedies.map(({ command }) => command)),
  };
}

const rules = (...list: readonly object[]) => target('bookstore/t', { rules: list });

/** A policy of each of three kinds, with plurals of their own. */
const all = (name: string) => [target(name), egress(name), retry(name)];

describe('what findings about policies say', () => {
  test('a missing destination names those that are there', () => {
    const gone = target('bookstore/t', { destination: account('bookstore/books') });

    expect(told('OSM7001', gone)).toEqual({
      says: [
        'TrafficTarget bookstore/t opens ServiceAccount books, which does not exist: it allows nothing. The namespace has bookstore, postgres.',
      ],
      commands: [
        'kubectl get serviceaccounts -n bookstore',
        'kubectl get traffictarget.access.smi-spec.io t -n bookstore -o yaml',
      ],
    });
  });

  test('a missing destination says so where the namespace has no ServiceAccount', () => {
    const gone = target('shop/t', { destination: account('shop/till') });

    expect(told('OSM7001', addNamespace('shop', { labels: { 'monitored-by': 'osm' } }), gone).says).toEqual([
      'TrafficTarget shop/t opens ServiceAccount till, which does not exist: it allows nothing. The namespace has none.',
    ]);
  });

  test('a single source of several leads to a look at no more than three namespaces', () => {
    const sources = ['a', 'b', 'c', 'd'].map((namespace) => account(`${namespace}/till`));

    expect(told('OSM7002', target('bookstore/t', { sources })).commands).toEqual([
      'kubectl get serviceaccounts -n a',
      'kubectl get serviceaccounts -n b',
      'kubectl get serviceaccounts -n c',
      'kubectl get traffictarget.access.smi-spec.io t -n bookstore -o yaml',
    ]);
  });

  test('a namespace whose name cannot stand in a command is looked for among all', () => {
    const target7002 = target('bookstore/t', { sources: [account('--all/till')] });

    expect(told('OSM7002', serviceAccount('--all/till'), target7002).commands[0]).toBe(
      'kubectl get namespaces -L openservicemesh.io/monitored-by',
    );
  });

  test('policies outside the mesh are counted by their kinds', () => {
    const outside = [addNamespace('shop'), ...['a', 'b'].flatMap((name) => all(`shop/${name}`))];

    expect(told('OSM7013', ...outside).says).toEqual([
      'Namespace shop is not in the mesh, so OSM ignores what lies there: 2 TrafficTargets (a, b), 2 Egresses (a, b), 2 Retries (a, b).',
    ]);
  });

  test('routes that overlap are told with their callers, or that they have none', () => {
    const opens = (name: string, match: string, sources: readonly object[]) =>
      target(`bookstore/${name}`, {
        sources,
        rules: [{ kind: 'HTTPRouteGroup', name: 'till', matches: [match] }],
      });
    const group = routeGroup('bookstore/till', everything, { name: 'read', methods: ['GET'] });
    const [says] = told(
      'OSM7017',
      { remove: 'TrafficTarget bookstore/bookstore' },
      group,
      opens('a', 'everything', []),
      opens('b', 'read', [account('bookbuyer/bookbuyer')]),
    ).says;

    expect(says).toContain('match everything for nobody');
    expect(says).toContain('match read for bookbuyer/bookbuyer');
  });

  test('in permissive mode every fault says that it does not matter yet', () => {
    expect(told('OSM7003', permissive, rules({ kind: 'TCPRoute', name: 'cache' })).says).toEqual([
      'TrafficTarget bookstore/t names TCPRoute cache, which bookstore does not have: OSM drops the whole TrafficTarget. Permissive mode is on, so this matters only once it is off.',
    ]);
  });

  test('a group that another namespace has is told from one that none has', () => {
    const rule = { kind: 'HTTPRouteGroup', name: 'till', matches: ['everything'] };

    expect(told('OSM7003', rules(rule), routeGroup('bookbuyer/till', everything)).says[0]).toContain(
      'which bookstore does not have (namespace bookbuyer has)',
    );
    expect(told('OSM7003', rules(rule)).says[0]).toContain('which bookstore does not have: no route');
  });

  test('a Service that nobody opens is named with its ServiceAccount', () => {
    const till = [
      meshedPod('bookstore/till'),
      service('bookstore/till'),
      endpoints('bookstore/till', ['till']),
    ];

    expect(told('OSM7006', ...till)).toEqual({
      says: [
        'No TrafficTarget opens ServiceAccount bookstore/till: bookstore/till refuses every call from the mesh.',
      ],
      commands: ['kubectl get traffictargets.access.smi-spec.io -n bookstore'],
    });
  });

  test('whoever is known to be called has no excuse in calls of its own', () => {
    const till = [
      meshedPod('bookstore/till'),
      service('bookstore/till'),
      endpoints('bookstore/till', ['till']),
      setMeshConfig({ traffic: { enableEgress: true } }, 'osm-system'),
    ];
    const called = split('bookstore/s', 'bookstore', { till: 1 });

    expect(told('OSM7006', ...till).says[0]).toContain('That is no fault if it only calls others.');
    expect(told('OSM7006', ...till, called).says).toEqual([
      'No TrafficTarget opens ServiceAccount bookstore/till: bookstore/till refuses every call from the mesh; bookstore/till is called: TrafficSplit bookstore/s sends it a share of calls.',
    ]);
  });

  test('an expression is shown with what is wrong with it', () => {
    const wrong = routeGroup('bookstore/books', { name: 'everything', pathRegex: '/(?!admin).*' });

    expect(told('OSM7007', { remove: 'HTTPRouteGroup bookstore/books' }, wrong).says).toEqual([
      'HTTPRouteGroup bookstore/books, match everything: the pathRegex "/(?!admin).*" is no RE2: it looks ahead with (?!.',
    ]);
  });

  test('a port that is cut is told with what OSM reads', () => {
    const route = tcpRoute('bookstore/database', 65_616);

    expect(told('OSM7008', { remove: 'TCPRoute bookstore/database' }, route).says).toEqual([
      'TCPRoute bookstore/database has 1 impossible port: OSM reads 65616 as 80.',
    ]);
  });

  test('of many ports that are cut three are told', () => {
    const route = tcpRoute('bookstore/database', 65_616, 65_617, 65_618, 65_619);

    expect(told('OSM7008', { remove: 'TCPRoute bookstore/database' }, route).says).toEqual([
      'TCPRoute bookstore/database has 4 impossible ports: OSM reads 65616 as 80, 65617 as 81, 65618 as 82.',
    ]);
  });

  test('matches are listed by a patch that keeps the other rules', () => {
    const silent = { kind: 'HTTPRouteGroup', name: 'books' };

    expect(told('OSM7015', rules(silent, { kind: 'TCPRoute', name: 'database' })).commands).toEqual([
      `kubectl patch traffictarget.access.smi-spec.io t -n bookstore --type=merge -p '{"spec":{"rules":[{"kind":"HTTPRouteGroup","name":"books","matches":["everything"]},{"kind":"TCPRoute","name":"database"}]}}'`,
    ]);
  });

  test('a TrafficTarget that its namespace makes void is not patched: the webhook would refuse', () => {
    const destination = { ...account('bookbuyer/bookbuyer'), kind: 'serviceAccount' };
    const astray = target('bookstore/t', { destination, rules: [{ kind: 'HTTPRouteGroup', name: 'books' }] });

    expect(told('OSM7015', astray).commands).toEqual([]);
    expect(told('OSM7004', astray).commands.every((command) => command.startsWith('kubectl get '))).toBe(
      true,
    );
  });

  test('a list of matches is not made up for a group that has none', () => {
    const [gone, silent] = ['gone', 'books'].map((name) => ({ kind: 'HTTPRouteGroup', name }));
    const look = 'kubectl get traffictarget.access.smi-spec.io t -n bookstore -o yaml';

    expect(told('OSM7015', rules({ ...gone })).commands).toEqual([look]);
    expect(told('OSM7015', rules({ ...silent }, { ...gone })).commands).toEqual([look]);
  });

  test('a kind that is only a slip is corrected by a patch, another is looked at', () => {
    const kindOf = (kind: string) =>
      target('bookstore/t', { destination: { ...account('bookstore/bookstore'), kind } });

    expect(told('OSM7004', kindOf('serviceAccount')).commands[0]).toMatch(
      /^kubectl patch .*"ServiceAccount"/,
    );
    expect(told('OSM7004', kindOf('Service')).commands[0]).toMatch(/^kubectl get /);
  });

  test('a destination without a sidecar is open, a source without one is refused', () => {
    const bare = (namespace: string) =>
      told(
        'OSM7019',
        addPod(namespace, 'bare', {
          annotations: { 'sidecar-injection': 'disabled' },
          spec: { serviceAccountName: namespace },
        }),
      ).says[0];

    expect(bare('bookstore')).toContain('whoever reaches them gets in');
    expect(bare('bookbuyer')).toContain('without a certificate they are refused');
  });

  test('a finished canary names who has it all and who has none', () => {
    expect(told('OSM7012', split('bookstore/s', 'bookstore', { v1: 0, v2: 100 })).says).toEqual([
      'TrafficSplit bookstore/s gives all calls to v2 and none to v1, as when a canary has ended.',
    ]);
  });

  test('names out of the cluster are quoted and cut', () => {
    const sources = [account(`bookbuyer/${'x'.repeat(300)}`), { kind: 'Group', name: 'a\nb' }];
    const { says } = told('OSM7002', target('bookstore/t', { sources }));

    expect(says.every((sentence) => sentence.length < 300 && !sentence.includes('\n'))).toBe(true);
  });
});
