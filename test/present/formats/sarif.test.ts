import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import type { Report } from '../../../src/model/report.ts';
import { renderSarif } from '../../../src/present/formats/sarif.ts';
import { documentOf, findings, fleetOf, mixedFleet, reports, withOutcome } from './documents.ts';
import { everyHostilePlace, hostileReport } from './hostile-report.ts';

/** What of SARIF these tests look at. */
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly Note[];
    }[];
    readonly artifacts?: readonly { readonly location: { readonly uri: string } }[];
    readonly results: readonly Entry[];
    readonly properties?: { readonly outcomes: Readonly<Record<string, string>> };
  }[];
}
interface Note {
  readonly level: string;
  readonly descriptor: { readonly id: string };
  readonly message: { readonly text: string };
}
interface Entry {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string; readonly kind: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly properties: { readonly remedies?: readonly { readonly command: string }[] };
}

const require = createRequire(import.meta.url);
// The schema says draft-04, of which it uses nothing that draft-07 reads otherwise.
const {
  $schema: _draft,
  id: _id,
  ...schema
}: Record<string, unknown> = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const isUri = (text: string): boolean => URL.canParse(text);
const isReference = (text: string): boolean => /^[\w\-.~!$&'()*+,;=:@/%?#]*$/.test(text);
const validate = new Ajv({
  strict: false,
  // One of its patterns has a bracket too many, which only the old way of reading patterns forgives.
  unicodeRegExp: false,
  allErrors: true,
  formats: {
    uri: isUri,
    'uri-reference': isReference,
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile(schema);

function logOf(text: string): Log {
  const log: unknown = JSON.parse(text);
  validate(log);
  expect(validate.errors).toBe(null);
  return log as Log;
}

const runOf = (report: Report) => {
  const [run] = logOf(renderSarif(documentOf(report))).runs;
  if (run === undefined) throw new Error('no run');
  return run;
};

describe('SARIF of every report', () => {
  test.each(Object.keys(reports))('%s: the schema of 2.1.0 accepts it, and GitHub its places', (name) => {
    const report = reports[name]?.() as Report;
    const run = runOf(report);
    const uris = new Set(run.artifacts?.map(({ location }) => location.uri));

    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex]?.['id']).toBe(result.ruleId);
      for (const { physicalLocation } of result.locations) {
        const { uri } = physicalLocation.artifactLocation;
        expect(uri).toMatch(/^kubernetes\/[^/]+(\/[^/]+)*$/);
        expect(uris.has(uri)).toBe(true);
      }
      expect(result.locations.length).toBe(1);
    }
  });

  test.each(Object.keys(reports))(
    '%s: a failure a finding, an open result for each check that was blind',
    (name) => {
      const report = reports[name]?.() as Report;
      const { results, properties } = runOf(report);
      const of = (kind: string) => results.filter((one) => one.kind === kind).map(({ ruleId }) => ruleId);

      expect(of('fail')).toEqual(
        report.results.flatMap(({ id, outcome }) =>
          outcome.is === 'failed' ? outcome.findings.map(() => id) : [],
        ),
      );
      expect(of('open')).toEqual(
        report.results.flatMap(({ id, outcome }) =>
          ['unknown', 'broken'].includes(outcome.is) || (outcome.is === 'failed' && outcome.unseen)
            ? [id]
            : [],
        ),
      );
      expect(properties?.outcomes).toEqual(
        Object.fromEntries(report.results.map(({ id, outcome }) => [id, outcome.is])),
      );
    },
  );

  test.each([
    ['healthy', true],
    ['a failure', true],
    ['without pods', false],
    ['closed', false],
    ['no API server', false],
    ['nothing applies', false],
  ] as const)('%s: the execution was successful: %s', (name, successful) => {
    const { invocations } = runOf(reports[name]?.() as Report);
    const serious = invocations[0]?.toolExecutionNotifications.filter(({ level }) => level === 'error') ?? [];

    expect(invocations[0]?.executionSuccessful).toBe(successful);
    expect(serious.length > 0 || name === 'closed').toBe(!successful);
  });

  test('a fleet: a run a cluster, each of a category of its own, and one for what was not listed', () => {
    const { runs } = logOf(renderSarif(mixedFleet()));

    expect(runs.map(({ automationDetails }) => automationDetails.id)).toEqual([
      'osm-doctor/mesh%2Fprod/',
      'osm-doctor/parked/',
      'osm-doctor/blind/',
      'osm-doctor/half/',
      'osm-doctor/well/',
      'osm-doctor/',
    ]);
    expect(runs.map(({ invocations }) => invocations[0]?.executionSuccessful)).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(JSON.stringify(runs[1]?.invocations)).toContain('parked is stopped.');
    expect(logOf(renderSarif(fleetOf([]))).runs[0]?.invocations[0]?.executionSuccessful).toBe(false);
  });
});

describe('a rule', () => {
  test('carries what the catalogue says, and the address of its page where that is known', () => {
    const report = reports['healthy']?.() as Report;
    const document = { ...documentOf(report), pageOf: (id: string) => `https://docs.example/checks/${id}` };
    const [plain] = logOf(renderSarif(documentOf(report))).runs;
    const [linked] = logOf(renderSarif(document)).runs;
    const rule = plain?.tool.driver.rules.find(({ id }) => id === 'OSM2004');

    expect(rule).toMatchObject({
      id: 'OSM2004',
      name: expect.stringMatching(/^([A-Z][a-z0-9]*)+$/),
      shortDescription: { text: 'A webhook that fails closed has nobody to answer it' },
      fullDescription: { text: expect.stringContaining('API server') },
      help: {
        text: expect.stringContaining('What to do: '),
        markdown: expect.stringContaining('**Source.**'),
      },
      defaultConfiguration: { level: 'error' },
    });
    expect(rule).not.toHaveProperty('helpUri');
    expect(linked?.tool.driver.rules[0]?.['helpUri']).toBe('https://docs.example/checks/OSM0001');
  });
});

describe('a result', () => {
  test('has its object, its fingerprint and its commands', () => {
    const { results } = runOf(withOutcome({ is: 'failed', findings: findings(1) }));
    const result = results.find(({ ruleId }) => ruleId === 'OSM5006');

    expect(result).toMatchObject({
      level: 'error',
      partialFingerprints: { 'osmDoctor/v1': 'f0' },
      message: { text: expect.stringContaining('kubectl rollout restart deployment app-0 -n shop') },
    });
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      'kubernetes/prod-cluster/shop/Deployment/app-0',
    );
    expect(
      result?.locations[0]?.logicalLocations.map((place) => [place.kind, place.fullyQualifiedName]),
    ).toEqual([
      ['Deployment', 'prod-cluster/Deployment shop/app-0'],
      ['Namespace', 'prod-cluster/Namespace shop'],
      ['cluster', 'prod-cluster'],
    ]);
  });

  test('a command with braces stands whole among the properties, not altered in the message', () => {
    const command = `kubectl patch meshconfig osm-mesh-config -p '{"spec":{}}'`;
    const remedies = findings(1)[0]?.remedies.map((remedy) => ({ ...remedy, command })) ?? [];
    const { results } = runOf(withOutcome({ is: 'failed', findings: findings(1, { remedies }) }));
    const result = results.find(({ ruleId }) => ruleId === 'OSM5006');

    expect(result?.message.text).not.toContain('kubectl');
    expect(result?.properties.remedies?.map((remedy) => remedy.command)).toEqual([command]);
  });

  test('what could not be judged is open and names the missing rule', () => {
    const rule = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] };
    const because = [{ reason: 'forbidden', detail: 'May not list deployments.', rule }] as const;
    const result = runOf(withOutcome({ is: 'unknown', because })).results.find(({ kind }) => kind === 'open');

    expect(result).toMatchObject({ ruleId: 'OSM5006', kind: 'open', level: 'none' });
    expect(result?.message.text).toContain(
      'Missing rule: {{apiGroups: \\[apps\\], resources: \\[deployments\\], verbs: \\[list\\]}}',
    );
    expect(result?.properties).toMatchObject({ missingRights: ['list deployments.apps'] });
  });

  test('what does not apply is a note of the run: as a result GitHub would show it as an alert', () => {
    const run = runOf(withOutcome({ is: 'notApplicable', because: 'No Egress.' }));

    expect(run.results.some(({ ruleId }) => ruleId === 'OSM5006')).toBe(false);
    expect(run.invocations[0]?.toolExecutionNotifications).toContainEqual(
      expect.objectContaining({ level: 'note', message: { text: 'OSM5006 does not apply: No Egress.' } }),
    );
  });

  test('the same finding has the same place and fingerprint again', () => {
    const of = () =>
      runOf(reports['badly-broken']?.() as Report).results.map((one) => [
        one.locations,
        one.partialFingerprints,
      ]);

    expect(of()).toEqual(of());
  });
});

describe('hostile text', () => {
  test('keeps the log valid, its paths inside, and makes no link and no placeholder', () => {
    const check = (report: Report): void => {
      const text = renderSarif(documentOf(report));
      for (const { results, invocations } of logOf(text).runs) {
        const notes = invocations.flatMap(({ toolExecutionNotifications }) => toolExecutionNotifications);
        for (const { message } of [...results, ...notes]) {
          const rest = message.text.replaceAll(/\{\{|\}\}|\\[[\]]/g, '');
          expect(rest).not.toMatch(/[{}[\]]/);
        }
        for (const { locations } of results) {
          const segments = locations[0]?.physicalLocation.artifactLocation.uri.split('/') ?? [];
          expect(segments.filter((segment) => /^\.*$/.test(decodeURIComponent(segment)))).toEqual([]);
        }
      }
      expect(/##vso\[|##\[/i.test(text)).toBe(false);
    };
    for (const report of everyHostilePlace()) check(report);
    fc.assert(fc.property(hostileReport, check), { numRuns: 60 });
  });
});
