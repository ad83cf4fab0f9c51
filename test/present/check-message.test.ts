import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checks } from '../../src/checks/index.ts';
import { compareReports } from '../../src/engine/compare-reports.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import type { Message, Part } from '../../src/model/message.ts';
import type { Remedy } from '../../src/model/remedy.ts';
import type { Finding, Outcome, Report, Result } from '../../src/model/report.ts';
import { checkMessage } from '../../src/present/check-message.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';
import { judge, read } from '../cli/judge-cluster.ts';
import { serve } from '../cli/run-cli.ts';
import { expectGolden } from './expect-golden.ts';
import { inAzure, reportOf } from './fleet-reports.ts';
import { messageText } from './message-text.ts';

const by = { is: 'person', user: 'U0ONCALL', team: 'T1', channel: 'C1' } as const;
const now = new Date('2026-11-22T12:00:03Z');

const messageOf = (report: Report, more: Partial<Parameters<typeof checkMessage>[0]> = {}): Message =>
  checkMessage({ report, by, now, ...more });
const textOf = (...given: Parameters<typeof messageOf>): string => messageText(messageOf(...given));
const commandsOf = ({ parts }: Message): string[] =>
  parts.flatMap((part) => (part.is === 'command' ? [part.text] : []));
const buttonsOf = ({ parts }: Message) =>
  parts.flatMap((part) => (part.is === 'buttons' ? part.buttons : []));

function finding(number: number, more: Partial<Finding> = {}): Finding {
  return {
    problem: 'odd',
    severity: 'error',
    on: { kind: 'Deployment', namespace: 'shop', name: `app-${number}` },
    says: 'It is odd.',
    fingerprint: `f${number}`,
    remedies: [],
    ...more,
  };
}

/** The report of a healthy cluster in which a check ended otherwise. */
function withOutcome(outcome: Outcome, id = 'OSM5006', report = reportOf('healthy-1.2.4')): Report {
  const results = report.results.map(
    (result): Result => (result.id === id ? { ...result, outcome } : result),
  );
  return { ...report, state: 'failing', results };
}

const failed = (...findings: readonly Finding[]): Outcome => ({ is: 'failed', findings });

describe('messages as they look', () => {
  test('healthy, nothing changed', () => {
    const report = reportOf('healthy-1.2.4');
    const before = { ...report, takenAt: '2026-11-21T07:00:00.000Z' };

    expectGolden('message-healthy', textOf(report, { changes: compareReports(before, report) }));
  });

  test('failing, since yesterday', () => {
    const report = reportOf('badly-broken');
    const before = { ...reportOf('healthy-1.2.4'), takenAt: '2026-11-21T07:00:00.000Z' };

    expectGolden('message-failing', textOf(report, { changes: compareReports(before, report) }));
  });

  test('half configured, asked for for the first time', () => {
    expectGolden('message-half-configured', textOf(reportOf('half-configured')));
  });

  test('unknown: an identity without any right', async () => {
    const { cluster, ...snapshot } = await read(await serve('healthy-1.2.4'), 'nobody');
    const { context: _context, kubeconfig: _file, ...reached } = cluster;
    const report = { ...judge(inAzure({ ...snapshot, cluster: reached }, 'prod-cluster')), durationMs: 300 };

    expect(report.state).toBe('unknown');
    const text = textOf(report);
    const rules = text.match(/^ +- \{apiGroups: .*\}$/gm) ?? [];
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter((rule) => !/verbs: \[(list|get|get, list)\]\}$/.test(rule))).toEqual([]);
    expectGolden(
      'message-no-rights',
      text
        .replace(/(?:^ +- \{apiGroups: .*\}\n)+/m, '    (the rules)\n')
        .replace(/lacks \d+ rights/, 'lacks N rights')
        .replace(/Blind: .* and \d+ more\./, 'Blind: ….'),
    );
  });
});

describe('the list of what is wrong', () => {
  const three = ['OSM5006', 'OSM5007', 'OSM5004'];
  const of = (ids: readonly string[]) =>
    ids.reduce((report, id) => withOutcome(failed(finding(1)), id, report), reportOf('healthy-1.2.4'));

  test('comes right after the facts, a line for each check that is told below', () => {
    const [, facts, list, next] = messageOf(reportOf('badly-broken')).parts;

    expect(facts).toMatchObject({ is: 'paragraph' });
    expect(list).toMatchObject({ is: 'list' });
    expect(next).toMatchObject({ is: 'paragraph' });
    const ids = (
      textOf(reportOf('badly-broken')).match(/^\*(CRITICAL|ERROR|WARNING): .*`(OSM\d+)`$/gm) ?? []
    ).map((line) => line.slice(-8, -1));
    expect(list?.is === 'list' ? list.items.slice(0, -1).map((item) => item.at(-1)) : []).toEqual(
      ids.map((text) => ({ text, as: 'code' })),
    );
  });

  test.each([
    [1, false],
    [2, false],
    [3, true],
  ])('with %i checks: %s', (number, listed) => {
    expect(messageOf(of(three.slice(0, number))).parts.some(({ is }) => is === 'list')).toBe(listed);
  });

  test('counts the objects of a check, and ends with what is not told', () => {
    const many = withOutcome(failed(...[1, 2, 3, 4].map((number) => finding(number))), 'OSM5006', of(three));
    const hidden = ['OSM5001', 'OSM5003', 'OSM5005'].reduce(
      (report, id) => withOutcome(failed(finding(9, { severity: 'warning' })), id, report),
      many,
    );

    expect(textOf(hidden)).toMatch(/^- \*ERROR\* .* \(4 objects\) `OSM5006`$/m);
    expect(textOf(hidden)).toContain(
      '\n- *Not shown: 3 warnings* of `OSM5001`, `OSM5003`, `OSM5005`: Show all lists',
    );
  });
});

describe('which findings are told', () => {
  const told = (report: Report) => messageText(messageOf(report)).match(/`Deployment shop\/app-\d+`/g) ?? [];

  test('five of many, the rest counted with what to type', () => {
    const report = withOutcome(failed(...Array.from({ length: 12 }, (_, number) => finding(number))));

    expect(told(report)).toHaveLength(5);
    expect(textOf(report)).toContain('… and 7 more objects: `/osm check prod-cluster OSM5006`');
  });

  test('a cause is told before what it explains, though it is less grave', () => {
    const explained = (id: string, by: string, number: number, report: Report): Report => {
      const { results, ...rest } = withOutcome(failed(finding(number, { severity: 'critical' })), id, report);
      return {
        ...rest,
        results: results.map((result) => (result.id === id ? { ...result, explainedBy: [by] } : result)),
      };
    };
    const cause = withOutcome(
      failed(finding(1, { severity: 'warning' }), finding(2, { severity: 'warning' })),
    );
    const effects = ['OSM5001', 'OSM5002', 'OSM5004', 'OSM5005', 'OSM5007', 'OSM5008'].reduce(
      (report, id, place) => explained(id, place === 0 ? 'OSM5006' : 'OSM5001', 10 + place, report),
      cause,
    );

    expect(told(effects)).toEqual([1, 10, 11, 12, 13].map((number) => `\`Deployment shop/app-${number}\``));
  });

  test('of one severity each check has its turn before any has two', () => {
    const many = withOutcome(failed(...Array.from({ length: 12 }, (_, number) => finding(number))));
    const report = withOutcome(failed(finding(77)), 'OSM5007', many);

    expect(told(report)).toContain('`Deployment shop/app-77`');
    expect(told(report)).toHaveLength(5);
  });

  test('a worse severity goes before a turn', () => {
    const critical = Array.from({ length: 6 }, (_, number) => finding(number, { severity: 'critical' }));
    const report = withOutcome(failed(finding(77)), 'OSM5007', withOutcome(failed(...critical)));

    expect(told(report)).not.toContain('`Deployment shop/app-77`');
    expect(textOf(report)).toContain('*Not shown: 1 error* of `OSM5007`: Show all lists them.');
  });

  test('notes are counted, never told as findings', () => {
    expect(textOf(withOutcome(failed(finding(1, { severity: 'info' }))))).not.toContain('app-1');
  });

  test('new ones and worse ones say so', () => {
    const before = withOutcome(failed(finding(1, { severity: 'warning' })));
    const report = withOutcome(failed(finding(1), finding(2)));
    const text = textOf(report, { changes: compareReports(before, report) });

    expect(text).toContain('`Deployment shop/app-1` · worse than before\n');
    expect(text).toContain('`Deployment shop/app-2` · new\n');
    expect(text).toMatch(/Since .* \(then failing\): 1 new, 1 worse\./);
  });

  test('what could not be looked at again is not called unchanged', () => {
    const before = withOutcome(failed(finding(1)));
    const report = withOutcome({ is: 'unknown', because: [{ reason: 'timedOut', detail: 'Out of time.' }] });

    expect(textOf(report, { changes: compareReports(before, report) })).toContain(
      '1 could not be looked at again',
    );
  });
});

describe('commands', () => {
  const remedy = (more: Partial<Remedy>): Remedy => ({
    does: 'Mend it',
    risk: 'changesCluster',
    command: 'kubectl mend',
    takesEffect: 'atOnce',
    proof: { by: 'none', because: 'It was not tried.' },
    ...more,
  });
  const withRemedies = (...remedies: readonly Remedy[]) => withOutcome(failed(finding(1, { remedies })));

  test.each<[string, Remedy['proof'], string]>([
    [
      'a dry run',
      { by: 'dryRun', at: now.toISOString(), changed: [] },
      'Accepted by the API server in a dry run',
    ],
    [
      'the schema',
      { by: 'liveSchema', at: now.toISOString(), changed: [], because: 'No dry run.' },
      "Matches the cluster's own schema as read at 12:00 UTC. No dry run.",
    ],
    ['nothing', { by: 'none', because: 'It was not tried.' }, 'Not proven: It was not tried.'],
  ])('are told with their proof by %s and their undo', (_name, proof, words) => {
    const message = messageOf(withRemedies(remedy({ proof, undo: 'kubectl undo' })));

    expect(messageText(message)).toContain(words);
    expect(commandsOf(message).slice(1)).toEqual(['kubectl mend', 'kubectl undo']);
  });

  const look = remedy({ does: 'See it', risk: 'readOnly', command: 'kubectl look' });

  test('the mend comes first, then one look; more are counted', () => {
    const report = withRemedies(look, { ...look, command: 'kubectl look again' }, remedy({}), remedy({}));

    expect(commandsOf(messageOf(report)).slice(1)).toEqual(['kubectl mend', 'kubectl look']);
    expect(textOf(report)).toContain('→ If in doubt, look first. See it:\n');
    expect(textOf(report)).toContain('\n\nShow all has 2 more commands for what is told here.\n');
  });

  test('without a mend there are two looks, and one where many findings want to be told', () => {
    const looks = (number: number) =>
      [1, 2, 3].map((place) => ({ ...look, command: `kubectl look ${number}.${place}` }));
    const report = withOutcome(failed(finding(1, { remedies: looks(1) })));
    const two = withOutcome(failed(finding(2, { remedies: looks(2) })), 'OSM5007', report);
    const three = withOutcome(failed(finding(3, { remedies: looks(3) })), 'OSM5004', two);

    expect(commandsOf(messageOf(two)).slice(1)).toEqual([
      'kubectl look 1.1',
      'kubectl look 1.2',
      'kubectl look 2.1',
      'kubectl look 2.2',
    ]);
    expect(commandsOf(messageOf(three)).slice(1)).toHaveLength(3);
  });

  test('one that stood above is not repeated, whichever check it is of', () => {
    const remedies = [remedy({ undo: 'kubectl undo' })];
    const report = withOutcome(failed(finding(1, { remedies }), finding(2, { remedies })));
    const more = withOutcome(failed(finding(3, { remedies: [look, ...remedies] })), 'OSM5007', report);

    expect(commandsOf(messageOf(more)).slice(1)).toEqual(['kubectl mend', 'kubectl undo', 'kubectl look']);
    expect(
      textOf(more).match(/→ Mend it \(changes the cluster\): the same command as above\.\n/g),
    ).toHaveLength(2);
  });

  test('a doubt that holds for every change is told once, others each', () => {
    const other = remedy({ command: 'kubectl other' });
    const dryRun = { by: 'dryRun', at: now.toISOString(), changed: [] } as const;
    const text = (...both: readonly Remedy[]) =>
      textOf(withOutcome(failed(...both.map((one, place) => finding(place, { remedies: [one] })))));

    expect(text(remedy({}), other).match(/^Not proven.*$/gm)).toEqual([
      'Not proven, like every other change here: It was not tried.',
    ]);
    expect(text(remedy({}), other, { ...other, command: 'kubectl x', proof: dryRun })).not.toContain(
      'every other',
    );
    expect(
      text(remedy({}), { ...other, proof: { by: 'none', because: 'No.' } }).match(/^Not proven: /gm),
    ).toHaveLength(2);
  });

  test('no command stands in a message twice, nor is a doubt told that does not hold', () => {
    const some = fc.record({
      command: fc.constantFrom(
        'kubectl a',
        'kubectl b',
        'kubectl c',
        `kubectl ${'x'.repeat(3_000)}`,
        'kubectl \u001b',
      ),
      risk: fc.constantFrom('readOnly', 'changesCluster', 'restartsPods', 'cutsTraffic'),
      undo: fc.constantFrom('kubectl a', 'kubectl undo', 'kubectl undo it', undefined),
      proof: fc.constantFrom<Remedy['proof']>(
        { by: 'none', because: 'One.' },
        { by: 'none', because: 'Two.' },
        { by: 'dryRun', at: now.toISOString(), changed: [] },
      ),
    } as const);
    const findings = fc.array(fc.array(some, { maxLength: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(findings, findings, findings, (...all) => {
        const report = ['OSM5006', 'OSM5007', 'OSM5004'].reduce(
          (before, id, place) =>
            withOutcome(
              failed(
                ...(all[place] ?? []).map((remedies, number) =>
                  finding(number, {
                    remedies: remedies.map(({ undo, ...rest }) =>
                      remedy({ ...rest, ...(undo === undefined ? {} : { undo }) }),
                    ),
                  }),
                ),
              ),
              id,
              before,
            ),
          reportOf('healthy-1.2.4'),
        );
        const message = messageOf(report);
        const commands = commandsOf(message);
        const text = messageText(message);

        expect(new Set(commands).size).toBe(commands.length);
        if (text.includes('every other change')) expect(text).not.toMatch(/Accepted by|Not proven: /);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    'badly-broken',
    'half-configured',
    'stale-webhooks',
    'waiting-for-restart',
    'legacy',
    'injector-down',
  ])(
    '%s: none stands there twice, and kubectl is pointed at the cluster right before the first',
    (cluster) => {
      const { parts } = messageOf(reportOf(cluster));
      const commands = commandsOf({ ...messageOf(reportOf(cluster)), parts });

      expect(new Set(commands).size).toBe(commands.length);
      expect(commands.findIndex((command) => login.test(command))).toBe(0);
    },
  );

  test.each([
    ['cannot be copied', 'kubectl get \u001b[31m'],
    ['is too long for a chat', `kubectl ${'x'.repeat(3_000)}`],
  ])('one that %s is not shown in part', (_name, command) => {
    const message = messageOf(withRemedies(remedy({ command })));

    expect(commandsOf(message)).toEqual([]);
    expect(messageText(message)).toContain('(A command is not shown here: it ');
  });

  const login = /^az aks get-credentials/;

  test('of a cluster found in Azure begin with how kubectl is pointed at it, quoted', () => {
    const report = withRemedies(remedy({}));
    const resourceId = report.cluster.resourceId?.replace('/mesh/', "/it's (new)/");
    const cluster = { ...report.cluster, ...(resourceId === undefined ? {} : { resourceId }) };

    expect(commandsOf(messageOf({ ...report, cluster }))[0]).toBe(
      "az aks get-credentials --subscription 11111111-2222-3333-4444-555555555555 --resource-group 'it'\\''s (new)' --name prod-cluster",
    );
  });

  test.each<[string, Report]>([
    ['nothing is to be typed', reportOf('healthy-1.2.4')],
    ['the commands name a context', withContext(withRemedies(remedy({})))],
    ['the cluster was not found in Azure', withoutId(withRemedies(remedy({})))],
  ])('do not say so where %s', (_name, report) => {
    expect(commandsOf(messageOf(report)).some((command) => login.test(command))).toBe(false);
  });

  function withContext(report: Report): Report {
    return { ...report, cluster: { ...report.cluster, context: 'prod' } };
  }

  function withoutId(report: Report): Report {
    const { resourceId: _none, ...cluster } = report.cluster;
    return { ...report, cluster };
  }
});

describe('what could not be looked at', () => {
  test('names the right that is missing', () => {
    const forbidden = seenIn({
      name: '',
      problems: { pods: { reason: 'forbidden', detail: 'No.', rule: podsRule } },
    });
    const text = textOf(judge(forbidden));

    expect(text).toMatch(/^\*\d+ checks could not look\*/m);
    expect(text).toMatch(/lacks this right: `list pods`\. Blind: (`OSM\d+`, )+`OSM\d+` and \d+ more\.$/m);
    const blind = checks.filter(({ area, id }) => area !== 'tool' && text.includes(`\`${id}\``));
    expect(blind.filter((check) => !neededInputs([check]).has('pods'))).toEqual([]);
    expect(text).toContain('    - {apiGroups: [""], resources: [pods], verbs: [list]}\n');
  });

  test('the finding about missing rights is not told once more, and nothing is raw JSON', () => {
    const text = textOf(judge(inAzure(withoutRight(seenIn({ name: '' }), 'pods'), 'prod-cluster')));

    expect(text).toContain(
      '*WARNING: Rights that the selected checks need are missing* `OSM0002`\n\n- The identity',
    );
    expect(text).not.toMatch(/may not: |can-i|get-credentials|\{"/);
  });

  test('it is told where it is about a right that no blind check names', () => {
    const report = judge(inAzure(withoutRight(seenIn({ name: '' }), 'pods'), 'prod-cluster'));
    const rule = { apiGroups: [''], resources: ['nodes'], verbs: ['list'] };
    const problem = { reason: 'forbidden', detail: 'No.', rule } as const;
    const reads = report.reads.map((read) => ({ ...read, problem }));

    expect(textOf({ ...report, reads })).toContain('The identity that ran this may not: ');
  });

  const podsRule = { apiGroups: [''], resources: ['pods'], verbs: ['list'] };

  test('a check that broke is our mistake', () => {
    const { counts, ...report } = withOutcome({ is: 'broken', error: 'TypeError: oops' });

    expect(textOf({ ...report, counts: { ...counts, broken: 1 } })).toContain(
      '`OSM5006` broke: TypeError: oops. That is a mistake in osm-doctor; please report it.',
    );
  });

  test('a list that came in part is said, though its check failed', () => {
    const unseen = [{ reason: 'incomplete', detail: 'Half of the pods came.' }] as const;

    expect(textOf(withOutcome({ is: 'failed', findings: [finding(1)], unseen }))).toContain(
      '- Half of the pods came. Blind: `OSM5006`.',
    );
  });
});

describe('buttons', () => {
  const does = (report: Report) => buttonsOf(messageOf(report)).map(({ does, value }) => `${does} ${value}`);

  test.each<[string, Report, string[]]>([
    ['a healthy cluster', reportOf('healthy-1.2.4'), ['checkAgain prod-cluster', 'showAll prod-cluster']],
    [
      'one with findings',
      reportOf('badly-broken'),
      ['checkAgain prod-cluster', 'showAll prod-cluster', 'explain OSM1003'],
    ],
    [
      'one namespace',
      { ...reportOf('healthy-1.2.4'), namespace: 'shop' },
      ['checkAgain prod-cluster -n shop', 'showAll prod-cluster -n shop'],
    ],
  ])('of %s', (_name, report, expected) => {
    expect(does(report)).toEqual(expected);
  });

  test('a MeshConfig finding can be proposed, with its key', () => {
    expect(does(reportOf('legacy')).at(-1)).toMatch(/^proposeChange prod-cluster( [\w.]+)?$/);
  });
});

describe('the rest of the message', () => {
  test.each(['healthy-1.2.4', 'badly-broken'])('%s: how many checks were judged is said once', (cluster) => {
    const [, ...body] = textOf(reportOf(cluster)).split('\n\n');

    expect(body.join('\n').match(/\b(\d+) of \1 checks judged/g)).toHaveLength(1);
  });

  test.each<[string, Parameters<typeof checkMessage>[0]['by'], string]>([
    ['a person', by, 'Asked by @U0ONCALL ·'],
    ['the timer', { is: 'timer' }, 'Asked by the timer ·'],
    ['an alert', { is: 'alert', rule: 'CPU' }, 'Asked by the alert CPU ·'],
  ])('%s is named', (_name, asker, words) => {
    expect(textOf(reportOf('healthy-1.2.4'), { by: asker })).toContain(words);
  });

  test('an answer that is not fresh says how old it is', () => {
    const later = { now: new Date('2026-11-22T12:14:30Z') };

    expect(textOf(reportOf('healthy-1.2.4'))).not.toContain('minutes ago');
    expect(textOf(reportOf('healthy-1.2.4'), later)).toContain('2026-11-22 12:00 UTC · 14 minutes ago');
  });

  test.each([
    ['2027-09-29T23:00:00Z', '1 day until Microsoft ends the OSM add-on (30 September 2027).'],
    ['2027-09-30T23:00:00Z', "Microsoft's support for the OSM add-on ends today, 30 September 2027."],
    ['2027-10-01T00:00:00Z', "Microsoft's support for the OSM add-on ended on 30 September 2027."],
  ])('at %s: %s', (time, words) => {
    expect(textOf(reportOf('healthy-1.2.4'), { now: new Date(time) })).toContain(words);
  });

  test('a name as long as a name can be leaves the state in the heading', () => {
    const message = messageOf(reportOf('badly-broken', 'very-long-'.repeat(25)));

    expect(message.summary.length).toBeLessThanOrEqual(150);
    expect(message.summary).toMatch(
      /^very-long-very-long-.*….*FAILING: \d+ critical, \d+ errors?, \d+ warnings?$/,
    );
  });

  test('hostile text stays text on its line', () => {
    const hostile = 'x\u001b[2J\n<!channel> *b* \u202e';
    const report = withOutcome(failed(finding(1, { says: hostile, on: { kind: 'Pod', name: hostile } })));
    const spans = JSON.stringify(messageOf({ ...report, cluster: { ...report.cluster, name: hostile } }));

    for (const unit of ['\\u001b', '\\n<', '\u202e']) expect(spans).not.toContain(`x${unit}`);
    expect(spans).toContain('x\\\\u001b[2J\\\\u000a<!channel>');
  });

  test('takes no more than fifty blocks, were each part one', () => {
    const remedies = ['a', 'b', 'c'].map(
      (name): Remedy => ({
        does: 'Mend it',
        risk: name === 'a' ? 'readOnly' : 'cutsTraffic',
        command: `kubectl ${name}`,
        undo: 'kubectl undo',
        takesEffect: 'atOnce',
        proof: { by: 'none', because: 'Not tried.' },
      }),
    );
    const findings = [1, 2, 3, 4, 5, 6].map((number) =>
      finding(number, { remedies: remedies.map((one) => ({ ...one, command: `${one.command} ${number}` })) }),
    );
    const parts: readonly Part[] = messageOf(withOutcome(failed(...findings))).parts;

    expect(parts.length).toBeLessThanOrEqual(50);
  });
});
