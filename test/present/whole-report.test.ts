import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Message } from '../../src/model/message.ts';
import type { Finding, Outcome, Report, Result } from '../../src/model/report.ts';
import { type WholeReport, wholeReport } from '../../src/present/whole-report.ts';
import { seenIn, withoutRight } from '../checks/seen-in.ts';
import { judge } from '../cli/judge-cluster.ts';
import { expectGolden } from './expect-golden.ts';
import { inAzure, reportOf } from './fleet-reports.ts';
import { messageText } from './message-text.ts';

function messagesOf(whole: WholeReport): readonly Message[] {
  if (!('messages' in whole)) throw new Error('a file, where messages were expected');
  return whole.messages;
}

const textOf = (whole: WholeReport): string => messagesOf(whole).map(messageText).join('\n');

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
function withOutcome(outcome: Outcome, report = reportOf('healthy-1.2.4')): Report {
  const results = report.results.map(
    (result): Result => (result.id === 'OSM5006' ? { ...result, outcome } : result),
  );
  return { ...report, state: 'failing', results };
}

const many = (number: number, more: Partial<Finding> = {}): Report =>
  withOutcome({ is: 'failed', findings: Array.from({ length: number }, (_, place) => finding(place, more)) });

/** So many findings, each with a command of its own. */
const numbered = (number: number): Report =>
  withOutcome({
    is: 'failed',
    findings: Array.from({ length: number }, (_, place) =>
      finding(place, { remedies: remedies.map((one) => ({ ...one, command: `${one.command}-${place}` })) }),
    ),
  });

/** A command of each finding, with its way back. */
const remedies = [
  {
    does: 'Mend it',
    risk: 'restartsPods',
    command: 'kubectl rollout restart deployment app -n shop',
    undo: 'kubectl rollout undo deployment app -n shop',
    takesEffect: 'atOnce',
    proof: { by: 'none', because: 'It was not tried.' },
  },
] as const;

const commandsOf = (whole: WholeReport): string[] =>
  messagesOf(whole).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.is === 'command' ? [part.text] : [])),
  );

describe('commands in a thread', () => {
  test.each(['badly-broken', 'half-configured', 'stale-webhooks', 'waiting-for-restart', 'legacy'])(
    '%s: none stands there twice',
    (cluster) => {
      const commands = commandsOf(wholeReport(reportOf(cluster)));

      expect(commands.length).toBeGreaterThan(1);
      expect(new Set(commands).size).toBe(commands.length);
    },
  );

  test('one for many objects is told once, each object says so', () => {
    const text = textOf(wholeReport(many(20, { remedies })));

    expect(text.match(/kubectl rollout restart/g)).toHaveLength(1);
    expect(text.match(/→ Mend it \(restarts pods\): the same command as above\./g)).toHaveLength(19);
  });

  test('missing rights are told with what could not be looked at, in words and as rules', () => {
    const report = judge(inAzure(withoutRight(seenIn({ name: '' }), 'pods'), 'prod'));
    const text = textOf(wholeReport(report));

    expect(text.match(/OSM0002/g)).toHaveLength(1);
    expect(text).not.toContain('{"apiGroups');
  });
});

describe('the whole report', () => {
  test('half-configured namespaces', () => {
    expectGolden('whole-half-configured', textOf(wholeReport(reportOf('half-configured'))));
  });

  test('says what could not be looked at', () => {
    const report = judge(inAzure(withoutRight(seenIn({ name: '' }), 'pods'), 'prod'));

    expect(textOf(wholeReport(report))).toMatch(/\d+ checks? could not look.*`list pods`/s);
  });

  test('of nothing found it says just that', () => {
    const report = withOutcome({ is: 'passed' });
    const results = report.results.map(
      (result): Result =>
        result.outcome.is === 'failed' ? { ...result, outcome: { is: 'passed' } } : result,
    );

    expect(textOf(wholeReport({ ...report, state: 'healthy', results }))).toContain('Nothing was found.');
  });

  test.each(['badly-broken', 'half-configured', 'stale-webhooks', 'waiting-for-restart', 'legacy'])(
    '%s: every finding stands there, with every command and undo',
    (cluster) => {
      const report = reportOf(cluster);
      const text = textOf(wholeReport(report));

      for (const { outcome, id } of report.results) {
        if (outcome.is !== 'failed') continue;
        expect(text).toContain(`\`${id}\``);
        for (const { says, remedies: all } of outcome.findings) {
          expect(text).toContain(says);
          for (const { command, undo = command } of all) {
            expect(text).toContain(command);
            expect(text).toContain(undo);
          }
        }
      }
    },
  );

  test('the worst area first, facts last', () => {
    const headings = messagesOf(wholeReport(reportOf('half-configured'))).flatMap(({ parts }) =>
      parts.flatMap((part) => (part.is === 'heading' ? [part.text] : [])),
    );

    expect(headings.filter((text) => !text.startsWith('prod-cluster'))).toEqual([
      'injection: 1 critical, 4 warnings',
      'data-plane: 1 critical',
      expect.stringMatching(/^facts, not faults: \d+ notes$/),
    ]);
  });

  test('too much for five messages is a file, with a line about it', () => {
    const whole = wholeReport(numbered(300));

    if (!('file' in whole)) throw new Error('messages, where a file was expected');
    expect(whole.file.name).toMatch(/^osm-doctor-prod-cluster-2026-11-22T\d{4}\.txt$/);
    expect(whole.file.text.match(/kubectl rollout undo/g)?.length).toBe(300);
    expect(whole.file.text).not.toContain('\u001b');
    expect(messageText(whole.summary)).toMatch(/^300 errors, \d+ notes: too much for messages/m);
  });

  test.each([
    ['prod-cluster', undefined, 'osm-doctor check prod-cluster -o text'],
    ['prod-cluster', 'shop', 'osm-doctor check prod-cluster -n shop -o text'],
    ['prod; reboot', '$(reboot)', 'osm-doctor check CLUSTER -n NAMESPACE -o text'],
    ['--all', undefined, 'osm-doctor check CLUSTER -o text'],
  ])('where a file of %s, %s can not be shared, it is told how to get it', (name, namespace, command) => {
    const report = numbered(300);
    const whole = wholeReport({
      ...report,
      cluster: { ...report.cluster, name },
      ...(namespace === undefined ? {} : { namespace }),
    });

    if (!('file' in whole)) throw new Error('messages, where a file was expected');
    expect(whole.instead.parts.at(-1)).toEqual({ is: 'command', text: command });
    expect(messageText(whole.instead)).toMatch(/^300 errors, \d+ notes: the whole report is too long/m);
  });

  test('a command that fits into no message makes a file too', () => {
    const long = ['a', 'b', 'c', 'd'].map((name) => ({ ...remedies[0], command: name.repeat(2_400) }));

    expect('file' in wholeReport(many(1, { remedies: long }))).toBe(true);
  });

  test('however many findings there are, messages are few and small, or there is a file', () => {
    const findings = fc.array(
      fc.record({
        severity: fc.constantFrom('critical', 'error', 'warning', 'info'),
        says: fc.string({ unit: 'binary', maxLength: 900 }),
        name: fc.string({ unit: 'binary', maxLength: 300 }),
        command: fc.string({ maxLength: 3_000 }),
        commands: fc.nat(4),
      } as const),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(findings, fc.string({ unit: 'binary', maxLength: 200 }), (all, cluster) => {
        const report = withOutcome({
          is: 'failed',
          findings: all.map(({ severity, says, name, command, commands }, place) =>
            finding(place, {
              severity,
              says,
              on: { kind: 'Pod', name },
              remedies: Array.from({ length: commands }, () => ({ ...remedies[0], command })),
            }),
          ),
        });
        const whole = wholeReport({ ...report, cluster: { ...report.cluster, name: cluster } });
        if ('file' in whole) {
          expect(whole.file.name).toMatch(/^[A-Za-z0-9.-]+$/);
          return;
        }
        expect(whole.messages.length).toBeLessThanOrEqual(5);
        for (const message of whole.messages) {
          expect(message.parts.length).toBeLessThanOrEqual(35);
          expect(messageText(message).length).toBeLessThan(9_000);
        }
        const text = whole.messages.map(messageText).join('\n');
        expect(text.match(/^`Pod /gm)?.length ?? 0).toBe(all.length);
      }),
      { numRuns: 60 },
    );
  });
});
