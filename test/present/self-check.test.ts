import { describe, expect, test } from '@jest/globals';
import type { SelfCheckStep } from '../../src/model/self-check.ts';
import { renderSelfCheck, selfCheckDocument } from '../../src/present/self-check.ts';
import { noPaint } from '../../src/present/terminal.ts';

const takenAt = '2026-11-22T12:00:00.000Z';
const layout = { columns: 80, paint: noPaint };
const passed: SelfCheckStep = { area: 'settings', of: 'Settings', outcome: 'passed', says: 'All are right.' };
const unknown: SelfCheckStep = {
  area: 'storage',
  of: 'Tables',
  outcome: 'unknown',
  says: 'Not tried: later.',
};
const failed: SelfCheckStep = {
  area: 'cluster',
  of: 'prod',
  outcome: 'failed',
  says: 'It may not list pods.',
  todo: 'Apply the role.',
  command: 'kubectl apply -f -',
};

const render = (...steps: SelfCheckStep[]) => renderSelfCheck({ takenAt, steps, notSeen: [] }, layout);
const stateOf = (...steps: SelfCheckStep[]) => selfCheckDocument({ takenAt, steps, notSeen: [] }, '1.0.0');

describe('what came of it', () => {
  test.each<[string, SelfCheckStep[], string, string | undefined]>([
    ['nothing was tried', [], 'unknown', undefined],
    ['all passed', [passed], 'passed', undefined],
    ['something could not be seen', [passed, unknown], 'unknown', 'Tables'],
    ['what failed comes before what could not be seen', [unknown, failed, passed], 'failed', 'prod'],
  ])('%s', (_name, steps, state, first) => {
    expect(stateOf(...steps)).toMatchObject({
      state,
      ...(first === undefined ? {} : { first: { of: first } }),
    });
    expect('first' in stateOf(...steps)).toBe(first !== undefined);
  });
});

describe('in words', () => {
  test('what failed is mended first, and its remedy stands once', () => {
    expect(render(passed, unknown, failed)).toBe(
      [
        '✓ Settings',
        '    All are right.',
        '? Tables',
        '    Not tried: later.',
        '✗ prod',
        '    It may not list pods.',
        '',
        'Mend this first: prod',
        '  Apply the role.',
        '',
        '  kubectl apply -f -',
        '',
        '1 of 3 steps failed, and 1 could not be seen.',
        '',
      ].join('\n'),
    );
  });

  test('what could not be seen is no clean bill', () => {
    expect(render(passed, unknown)).toContain('Look at this first: Tables\n  Not tried: later.');
    expect(render(passed, unknown)).toMatch(/this is not a\s+clean bill/);
    expect(render(passed, passed)).toContain('All 2 steps passed.');
  });

  test('a command with control characters is not shown', () => {
    const hostile = render({ ...failed, of: 'pr\u001b[2Jod', command: 'kubectl \u001b[2J' });

    expect(hostile).not.toContain('\u001b');
    expect(hostile).toContain('(not shown: it holds control characters)');
  });
});

describe('for programs', () => {
  const hostile = 'a\u009b31mb\u202ec\u001b[2Jd';
  const shown = 'a\\u009b31mb\\u202ec\\u001b[2Jd';

  test('nothing that a cluster or Slack says can turn or hide text in a terminal', () => {
    const step: SelfCheckStep = { ...failed, of: hostile, says: hostile, todo: hostile };
    const document = selfCheckDocument({ takenAt, steps: [step], notSeen: [hostile] }, '1.0.0');

    expect(document).toMatchObject({
      steps: [{ of: shown, says: shown, todo: shown, command: 'kubectl apply -f -' }],
      first: { of: shown },
      notSeen: [shown],
    });
  });

  test('what cannot be copied as it is seen is left out, lines are not', () => {
    const both = { ...failed, command: hostile, manifest: 'kind: A\nmetadata: b\n' };
    const { steps } = selfCheckDocument({ takenAt, steps: [both], notSeen: [] }, '1.0.0') as {
      steps: SelfCheckStep[];
    };

    expect(steps).toEqual([
      {
        area: 'cluster',
        of: 'prod',
        outcome: 'failed',
        says: failed.says,
        todo: failed.todo,
        manifest: both.manifest,
      },
    ]);
  });
});
