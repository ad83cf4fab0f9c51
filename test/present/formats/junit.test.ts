import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { type ITestCase, parse } from 'test-results-parser';
import { exitCodeOf } from '../../../src/cli/exit-codes.ts';
import { type Severity, severities } from '../../../src/model/check.ts';
import type { Outcome, Report } from '../../../src/model/report.ts';
import { renderJunit } from '../../../src/present/formats/junit.ts';
import { documentOf, findings, fleetOf, mixedFleet, reports, withOutcome, withResults } from './documents.ts';
import { everyHostilePlace, hostileReport } from './hostile-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-junit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const schema = XmlDocument.fromString(readFileSync(new URL('junit.xsd', import.meta.url), 'utf8'));
const validator = XsdValidator.fromDoc(schema);
afterAll(() => {
  validator.dispose();
  schema.dispose();
});

/** Throws with libxml2's words where the text is no XML or does not fit the schema. */
function validate(xml: string): void {
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
  } finally {
    document.dispose();
  }
}

/** The cases as a reader of JUnit XML sees them. */
function casesIn(xml: string): ITestCase[] {
  const file = join(folder, 'report.xml');
  writeFileSync(file, xml);
  return parse({ type: 'junit', files: [file] }).suites.flatMap(({ cases }) => cases);
}

const isRed = (xml: string): boolean => casesIn(xml).some(({ status }) => status === 'FAIL');

describe('JUnit of every report', () => {
  test.each(Object.keys(reports))('%s: fits the schema', (name) => {
    const xml = renderJunit(documentOf(reports[name]?.() as Report));

    expect(() => validate(xml)).not.toThrow();
  });

  test.each(Object.keys(reports))('%s: a case for each check, with the counts of its suite', (name) => {
    const report = reports[name]?.() as Report;
    const xml = renderJunit(documentOf(report));
    const names = casesIn(xml).map((one) => one.name);

    expect(names.filter((one) => one.startsWith('OSM'))).toEqual(
      report.results.map(({ id, title }) => `${id} ${title}`),
    );
    for (const status of ['failure', 'error', 'skipped']) {
      const attribute = status === 'skipped' ? 'skipped' : `${status}s`;
      const counted = [...xml.matchAll(new RegExp(`<testsuite [^>]*${attribute}="(\\d+)"`, 'g'))];
      const sum = counted.reduce((all, [, number]) => all + Number(number), 0);
      expect(sum).toBe(xml.split(`<${status} `).length - 1);
    }
  });

  test('a fleet: a suite a cluster, and one for what was not listed', () => {
    const xml = renderJunit(mixedFleet());

    expect(() => validate(xml)).not.toThrow();
    expect([...xml.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'mesh/prod',
      'parked',
      'blind',
      'half',
      'well',
      'fleet',
    ]);
    expect(xml).toContain('parked is stopped. Start it and try again.');
  });
});

describe('red and green agree with the exit code', () => {
  const levels: readonly Severity[] = severities;

  test.each(Object.keys(reports).flatMap((name) => levels.map((failOn) => [name, failOn] as const)))(
    '%s with --fail-on %s',
    (name, failOn) => {
      const report = reports[name]?.() as Report;
      const xml = renderJunit(documentOf(report, failOn));

      expect(isRed(xml)).toBe(exitCodeOf(report, failOn) !== 0);
    },
  );

  test('of any report', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(200), someOutcome), { maxLength: 6 }),
        fc.constantFrom(...levels),
        fc.boolean(),
        (changes, failOn, few) => {
          const all = reports['healthy']?.().results ?? [];
          const outcomes = new Map(changes.map(([place, outcome]) => [place % all.length, outcome]));
          const results = all.map((one, place) => ({ ...one, outcome: outcomes.get(place) ?? one.outcome }));
          const report = withResults(few ? results.filter((_, place) => outcomes.has(place)) : results);
          const code = exitCodeOf(report, failOn);
          const xml = renderJunit(documentOf(report, failOn));

          expect([isRed(xml), xml.includes('<failure ') || code !== 1]).toEqual([code !== 0, true]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a fleet is red when something was not listed, or there was nothing', () => {
    const well = documentOf(reports['healthy']?.() as Report).chapters;

    expect(isRed(renderJunit(fleetOf(well)))).toBe(false);
    expect(isRed(renderJunit(fleetOf(well, ['One was not listed.'])))).toBe(true);
    expect(isRed(renderJunit(fleetOf([])))).toBe(true);
  });
});

const someFindings = fc
  .array(fc.constantFrom(...severities), { minLength: 1, maxLength: 3 })
  .map((list) => list.flatMap((severity) => findings(1, { severity })));
const someProblems = fc.constant([{ reason: 'timedOut', detail: 'The budget ran out.' } as const]);
const someOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant<Outcome>({ is: 'passed' }),
  fc.constant<Outcome>({ is: 'notApplicable', because: 'Not here.' }),
  fc.constant<Outcome>({ is: 'broken', error: 'oops' }),
  someProblems.map((because): Outcome => ({ is: 'unknown', because })),
  someFindings.map((found): Outcome => ({ is: 'failed', findings: found })),
  fc
    .tuple(someFindings, someProblems)
    .map(([found, unseen]): Outcome => ({ is: 'failed', findings: found, unseen })),
);

describe('a case', () => {
  const caseOf = (outcome: Outcome, failOn: Severity = 'error'): string => {
    const xml = renderJunit(documentOf(withOutcome(outcome), failOn));
    return /<testcase name="OSM5006[\s\S]*?(?:<\/testcase>|\/>)/.exec(xml)?.[0] ?? '';
  };

  test('that fails says how badly, on what, and what to type', () => {
    const said = caseOf({ is: 'failed', findings: findings(2) });

    expect(said).toContain('<failure type="error"');
    expect(said).toContain(': 2 errors"');
    expect(said).toContain('error: Deployment shop/app-1: app-1 is odd.');
    expect(said).toContain('kubectl rollout restart deployment app-1 -n shop');
    expect(said).toContain('Undo: kubectl rollout undo deployment app-1 -n shop');
  });

  test('below the threshold is green and tells it all the same', () => {
    const mild = { is: 'failed', findings: findings(1, { severity: 'warning' }) } as const;

    expect(caseOf(mild)).toMatch(/<system-out>\nwarning: Deployment shop\/app-0: app-0 is odd\./);
    expect(caseOf(mild)).not.toContain('<failure');
    expect(caseOf(mild, 'warning')).toContain('<failure type="warning"');
  });

  test('that saw only a part is never green, however mild its findings', () => {
    const unseen = [{ reason: 'incomplete', detail: 'Page 2 did not come.' } as const];
    const said = caseOf({ is: 'failed', findings: findings(1, { severity: 'info' }), unseen });

    expect(said).toContain('<error type="incomplete" message="not all was seen: Page 2 did not come."');
    expect(said).toContain('info: Deployment shop/app-0');
  });

  test('that could not look is an error with the missing rule', () => {
    const rule = { apiGroups: [''], resources: ['pods'], verbs: ['list'] };
    const said = caseOf({
      is: 'unknown',
      because: [{ reason: 'forbidden', detail: 'May not list pods.', rule }],
    });

    expect(said).toContain('<error type="forbidden" message="May not list pods."');
    expect(said).toContain('missing rule: {apiGroups: [&quot;&quot;], resources: [pods], verbs: [list]}');
  });

  test('that does not apply is skipped with its reason', () => {
    expect(caseOf({ is: 'notApplicable', because: 'No Egress.' })).toContain(
      '<skipped message="does not apply: No Egress."/>',
    );
  });
});

describe('hostile text', () => {
  test('keeps the document valid, wherever it stands', () => {
    for (const report of everyHostilePlace()) validate(renderJunit(documentOf(report)));
    fc.assert(
      fc.property(hostileReport, fc.constantFrom(...severities), (report, failOn) =>
        validate(renderJunit(documentOf(report, failOn))),
      ),
      { numRuns: 100 },
    );
  });

  test('orders nothing of Jenkins, of an agent of Azure Pipelines or of a runner of GitHub', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const xml = renderJunit(documentOf(report));

        expect(xml).not.toMatch(/\[\[|##vso\[|##\[/i);
        expect(xml).not.toMatch(/^\s*::/m);
      }),
      { numRuns: 100 },
    );
  });
});
