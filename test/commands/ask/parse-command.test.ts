import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand } from '../../../src/commands/ask/parse-command.ts';
import { areas } from '../../../src/model/check.ts';

/** `-` is a channel without a cluster of its own. */
type Row = readonly [typed: string, channel: '-' | 'home', asked: object];

const help = { is: 'help' };
const check = (cluster: string, only: readonly string[] = [], namespace?: string) => ({
  is: 'check',
  cluster,
  only,
  ...(namespace === undefined ? {} : { namespace }),
});
const config = (cluster: string, key?: string, value?: string) => ({
  is: 'config',
  cluster,
  ...(key === undefined ? {} : { key }),
  ...(value === undefined ? {} : { value }),
});
const explain = (topic: string) => ({ is: 'explain', topic });
const armId =
  '/subscriptions/1/resourceGroups/Mesh/providers/Microsoft.ContainerService/managedClusters/aks-prod';

const understood: readonly Row[] = [
  // Nothing, or next to nothing.
  ['', '-', help],
  ['', 'home', check('home')],
  [' \u00a0\t\n', '-', help],
  ['\u200b', 'home', check('home')],
  ['/osm', '-', help],
  ['help', 'home', help],
  ['HELP', '-', help],
  ['?', '-', help],
  ['-h', '-', help],
  ['—help', '-', help],
  ['help check', '-', help],
  // check
  ['check prod', '-', check('prod')],
  ['check prod', 'home', check('prod')],
  ['Check Prod', '-', check('Prod')],
  ['CHECK\u00a0prod', '-', check('prod')],
  ['  check   prod  ', '-', check('prod')],
  ['check\nprod', '-', check('prod')],
  ['check pr\u200bod', '-', check('prod')],
  ['check', 'home', check('home')],
  ['check OSM2', 'home', check('home', ['OSM2'])],
  ['check osm2004 injection', 'home', check('home', ['OSM2004', 'injection'])],
  ['check -n shop', 'home', check('home', [], 'shop')],
  ['check injection -n shop', 'home', check('home', ['injection'], 'shop')],
  ['check prod OSM2004', '-', check('prod', ['OSM2004'])],
  ['check prod osm2004', '-', check('prod', ['OSM2004'])],
  ['check prod Injection', '-', check('prod', ['injection'])],
  ['check prod pods-have-sidecars', '-', check('prod', ['pods-have-sidecars'])],
  ['check prod OSM2,injection , OSM2', '-', check('prod', ['OSM2', 'injection'])],
  ['check prod --only OSM2', '-', check('prod', ['OSM2'])],
  ['check prod —only=osm2,OSM3', '-', check('prod', ['OSM2', 'OSM3'])],
  ['check prod -n shop', '-', check('prod', [], 'shop')],
  ['check -n shop prod', '-', check('prod', [], 'shop')],
  ['check prod —namespace shop', '-', check('prod', [], 'shop')],
  ['check prod –n shop', '-', check('prod', [], 'shop')],
  ['check prod −n shop', '-', check('prod', [], 'shop')],
  ['check prod --namespace=shop OSM5', '-', check('prod', ['OSM5'], 'shop')],
  ['check prod -N shop', '-', check('prod', [], 'shop')],
  // The cluster behind the checks.
  ['check OSM2004 prod', '-', check('prod', ['OSM2004'])],
  ['check injection prod -n shop', 'home', check('prod', ['injection'], 'shop')],
  ['check injecton OSM3', 'home', check('injecton', ['OSM3'])],
  // Names as they come.
  ['check mesh/aks-prod', '-', check('mesh/aks-prod')],
  [`check ${armId}`, '-', check(armId)],
  ['check “my cluster”', '-', check('my cluster')],
  ["check ‘my cluster’ 'OSM2'", '-', check('my cluster', ['OSM2'])],
  ['check "prod"', '-', check('prod')],
  ['check `prod`', '-', check('prod')],
  ['`/osm check prod`', '-', check('prod')],
  ['/osm check prod', '-', check('prod')],
  ['osm-doctor check prod', '-', check('prod')],
  ["check prod's", '-', check("prod's")],
  ['check <http://prod.example.com|prod.example.com>', '-', check('prod.example.com')],
  ['check <https://prod.example.com>', '-', check('https://prod.example.com')],
  ['check <mailto:ops@example.com|ops@example.com>', '-', check('ops@example.com')],
  ['check <#C0123|prod>', '-', check('#prod')],
  ['check a&amp;b', '-', check('a&b')],
  ['check &lt;prod&gt;', '-', check('<prod>')],
  ['check &amp;lt;', '-', check('&lt;')],
  // config
  ['config prod', '-', config('prod')],
  ['config', 'home', config('home')],
  ['config enableEgress', 'home', config('home', 'enableEgress')],
  ['config enableEgress false', 'home', config('home', 'enableEgress', 'false')],
  ['config prod enableEgress false', 'home', config('prod', 'enableEgress', 'false')],
  ['Config prod ENABLEEGRESS False', '-', config('prod', 'ENABLEEGRESS', 'False')],
  ['config prod enableEgress=true', '-', config('prod', 'enableEgress', 'true')],
  ['config tracing.port', 'home', config('home', 'tracing.port')],
  [
    'config prod outboundPortExclusionList 80, 443',
    '-',
    config('prod', 'outboundPortExclusionList', '80, 443'),
  ],
  [
    'config prod outboundPortExclusionList “80, 443”',
    '-',
    config('prod', 'outboundPortExclusionList', '80, 443'),
  ],
  ['config prod outboundPortExclusionList +6379', '-', config('prod', 'outboundPortExclusionList', '+6379')],
  [
    'config prod outboundPortExclusionList -- -6379',
    '-',
    config('prod', 'outboundPortExclusionList', '-6379'),
  ],
  ['config prod outboundPortExclusionList –6379', '-', config('prod', 'outboundPortExclusionList', '-6379')],
  [
    'config prod outboundIPRangeExclusionList [“10.0.0.0/8”, “1.1.1.1/32”]',
    '-',
    config('prod', 'outboundIPRangeExclusionList', '["10.0.0.0/8", "1.1.1.1/32"]'),
  ],
  ['config prod envoyImage ""', '-', config('prod', 'envoyImage', '')],
  ['config traffic enableEgress', '-', config('traffic', 'enableEgress')],
  ['config prod noSuchKey', '-', config('prod', 'noSuchKey')],
  ['config cluster', 'home', config('cluster')],
  // explain, clusters, namespaces
  ['explain OSM2004', '-', explain('OSM2004')],
  ['EXPLAIN e2001', '-', explain('e2001')],
  ['explain “enableEgress”', '-', explain('enableEgress')],
  ['explain pods have sidecars', '-', explain('pods have sidecars')],
  ['clusters', '-', { is: 'clusters' }],
  ['Cluster', '-', { is: 'clusters' }],
  ['namespaces prod', '-', { is: 'namespaces', cluster: 'prod' }],
  ['ns prod', '-', { is: 'namespaces', cluster: 'prod' }],
  ['namespaces', 'home', { is: 'namespaces', cluster: 'home' }],
];

/** What is said, and the first thing to type instead. */
type Wrong = readonly [typed: string, channel: '-' | 'home', says: RegExp, first: string];

const misunderstood: readonly Wrong[] = [
  ['prod', '-', /mean to check the cluster "prod"/, '/osm check prod'],
  ['prod OSM2', '-', /mean to check the cluster "prod"/, '/osm check prod OSM2'],
  ['mesh/aks-prod', 'home', /check the cluster/, '/osm check mesh/aks-prod'],
  ['prod check', '-', /The command comes first/, '/osm check prod'],
  ['prod check OSM2', '-', /The command comes first/, '/osm check prod OSM2'],
  ['chekc prod', '-', /mean check/, '/osm check prod'],
  ['chek', 'home', /mean check/, '/osm check'],
  ['chek', '-', /mean check/, '/osm check prod-cluster'],
  ['status prod', '-', /mean check/, '/osm check prod'],
  ['conifg prod', '-', /mean config/, '/osm config prod'],
  ['set prod enableEgress false', '-', /mean config/, '/osm config prod enableEgress false'],
  ['exlpain OSM2004', '-', /mean explain/, '/osm explain OSM2004'],
  ['clustres', '-', /mean clusters/, '/osm clusters'],
  ['list', '-', /mean clusters/, '/osm clusters'],
  ['namepsaces prod', '-', /mean namespaces/, '/osm namespaces prod'],
  ['OSM2004', '-', /something to ask about/, '/osm explain OSM2004'],
  ['injection', 'home', /something to ask about/, '/osm explain injection'],
  ['enableEgress', '-', /something to ask about/, '/osm explain enableEgress'],
  ['E4001', '-', /something to ask about/, '/osm explain E4001'],
  ['is my mesh all right?', '-', /There is no command "is"/, '/osm help'],
  ['🔥🔥🔥', '-', /There is no command/, '/osm help'],
  ['<!channel>', '-', /There is no command "@channel"/, '/osm help'],
  ['check', '-', /Which cluster/, '/osm check prod-cluster'],
  ['check OSM2', '-', /Which cluster\? "OSM2" says what/, '/osm check prod-cluster OSM2'],
  ['check prod injecton', '-', /Did you mean injection/, '/osm check prod injection'],
  ['check prod OSM2O04', '-', /Did you mean OSM2004/, '/osm check prod OSM2004'],
  ['check prod OSM3 injecton', '-', /Did you mean injection/, '/osm check prod OSM3 injection'],
  ['check OSM3 injecton', 'home', /Did you mean injection/, '/osm check home OSM3 injection'],
  ['check prod shop', '-', /A namespace is given with -n/, '/osm check prod -n shop'],
  ['check prod -n Shop', '-', /"Shop" is no name of a namespace/, '/osm check prod -n shop'],
  ['check prod -n shop_1', '-', /no name of a namespace/, '/osm check prod -n bookstore'],
  ['check prod -n ../../secrets', '-', /no name of a namespace/, '/osm check prod -n bookstore'],
  ['check prod -n', '-', /wants the name/, '/osm check prod -n bookstore'],
  ['check prod -n a -n b', '-', /twice/, '/osm check prod -n bookstore'],
  ['check prod --fix', '-', /does not know the option "--fix"/, '/osm check prod'],
  ['check “prod', '-', /A quote " begins/, '/osm check prod'],
  ['config', '-', /Which cluster/, '/osm config prod-cluster'],
  ['config enableEgress', '-', /the cluster comes first/, '/osm config prod-cluster enableEgress'],
  ['config enableEgress prod', '-', /the cluster comes first/, '/osm config prod enableEgress'],
  [
    'config enableEgress false',
    '-',
    /the cluster comes first/,
    '/osm config prod-cluster enableEgress false',
  ],
  ['config enableEgres true', 'home', /Did you mean enableEgress/, '/osm config home enableEgress true'],
  ['config prod --dry-run', '-', /takes no options/, '/osm config prod-cluster'],
  ['check ""', '-', /Which cluster/, '/osm check prod-cluster'],
  ['config prod "" 1', '-', /Which key/, '/osm config prod'],
  ['explain', '-', /Explain what/, '/osm explain OSM2004'],
  ['explain   ""', '-', /Explain what/, '/osm explain OSM2004'],
  ['clusters prod', '-', /does not know what to do with "prod"/, '/osm clusters'],
  ['namespaces', '-', /Which cluster/, '/osm namespaces prod-cluster'],
  ['namespaces prod shop', '-', /too much/, '/osm namespaces prod'],
  ['namespaces -n shop', 'home', /takes a cluster/, '/osm namespaces home'],
  [`check ${'x'.repeat(501)}`, '-', /too long/, '/osm help'],
  ['x'.repeat(2_001), '-', /2001 characters long/, '/osm help'],
];

const contextOf = (channel: '-' | 'home') => (channel === '-' ? {} : { defaultCluster: 'home' });

describe('what is understood', () => {
  test.each(areas)('the area %s', (area) => {
    expect(parseCommand(`check prod ${area}`)).toEqual({ is: 'asked', asked: check('prod', [area]) });
  });

  test.each(understood)('%j in channel %s', (typed, channel, asked) => {
    expect(parseCommand(typed, contextOf(channel))).toEqual({ is: 'asked', asked });
  });
});

describe('what is not, with what to type instead', () => {
  test.each(misunderstood)('%j in channel %s', (typed, channel, says, first) => {
    const parsed = parseCommand(typed, contextOf(channel));

    expect(parsed).toMatchObject({ is: 'mistake', says: expect.stringMatching(says) });
    expect(parsed.is === 'mistake' && parsed.examples[0]).toBe(first);
  });
});

describe('whatever is typed', () => {
  const words = fc.constantFrom(
    ...[
      'check',
      'config',
      'explain',
      'clusters',
      'namespaces',
      'help',
      'prod',
      'OSM2004',
      'injection',
      'shop',
    ],
    ...[
      '-n',
      '--namespace=x',
      '—',
      '“a b”',
      "'",
      '"',
      '=',
      'enableEgress',
      'traffic',
      'true',
      '--',
      '/osm',
      '""',
      '&lt;',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 8 })
      .map((all) => all.join(' ')),
  );

  test('there is an answer, and each example in it is understood', () => {
    fc.assert(
      fc.property(
        text,
        fc.option(fc.constantFrom('home', 'my cluster', '"'), { nil: undefined }),
        (typed, home) => {
          const context = home === undefined ? {} : { defaultCluster: home };
          const parsed = parseCommand(typed, context);
          if (parsed.is === 'asked') return;
          expect(parsed.says.length).toBeGreaterThan(10);
          expect(parsed.says.length).toBeLessThan(500);
          expect(parsed.examples.length).toBeGreaterThan(0);
          for (const example of parsed.examples) {
            expect([example, parseCommand(example, context).is]).toEqual([example, 'asked']);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('a wish holds no word that the queue would refuse', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseCommand(typed);
        if (parsed.is === 'mistake') return;
        for (const [field, value] of Object.entries(parsed.asked)) {
          if (typeof value !== 'string') continue;
          expect(value.length).toBeLessThanOrEqual(500);
          if (field !== 'value') expect(value).not.toBe('');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
