import { areas, type Severity } from '../../model/check.ts';
import type { AccessProblem } from '../../model/fleet.ts';
import { optional } from '../../model/json.ts';
import type { Report, Result } from '../../model/report.ts';
import { type Chapter, type ReportDocument, unlisted } from './document.ts';
import { type CaseEnd, endOf } from './junit-case.ts';
import { canBeCopied, legible } from './legible.ts';
import { element, escaped } from './xml.ts';

interface Case {
  readonly name: string;
  readonly classname: string;
  readonly end: CaseEnd;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
  readonly report?: Report;
}

/**
 * JUnit XML: of one cluster a suite an area, of a fleet a suite a cluster; a case a check, under the name that it has when
 * it passes. Something is red exactly when the exit code is not 0.
 */
export function renderJunit(document: ReportDocument): string {
  const suites = suitesOf(document);
  const cases = suites.flatMap((suite) => suite.cases);
  const ms = document.chapters.reduce((sum, { report }) => sum + report.durationMs, 0);
  const root = element(
    'testsuites',
    {
      name: `osm-doctor ${document.toolVersion}`,
      tests: cases.length,
      failures: numberOf(cases, 'failure'),
      errors: numberOf(cases, 'error'),
      time: secondsOf(ms),
    },
    suites.map((suite, place) => suiteXml(suite, place, document)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function suitesOf(document: ReportDocument): Suite[] {
  const { is, chapters, failOn } = document;
  const suites = chapters.flatMap((chapter) => (is === 'fleet' ? ofCluster : ofAreas)(chapter, failOn));
  const said = unlisted(document);
  if (said.length === 0) return suites;
  const cases = said.map((problem, place) =>
    wholeCase(`Every cluster could be listed (${place + 1})`, 'osm-doctor.fleet', problem, []),
  );
  return [...suites, { name: 'fleet', cases }];
}

function ofAreas(chapter: Chapter, failOn: Severity): Suite[] {
  const { report } = chapter;
  const suites = areas.map((area) => ({
    name: area,
    cases: report.results
      .filter((result) => result.area === area)
      .map((result) => caseOf(result, chapter, failOn)),
    report,
  }));
  const unread = unreadCases(chapter);
  return [
    ...(unread.length === 0 ? [] : [{ name: 'run', cases: unread, report }]),
    ...suites.filter(({ cases }) => cases.length > 0),
  ];
}

function ofCluster(chapter: Chapter, failOn: Severity): Suite[] {
  const cases = chapter.report.results.map((result) => caseOf(result, chapter, failOn));
  return [{ name: chapter.title, cases: [...unreadCases(chapter), ...cases], report: chapter.report }];
}

function caseOf(result: Result, { title }: Chapter, failOn: Severity): Case {
  return {
    name: `${result.id} ${result.title}`,
    classname: `osm-doctor.${title}.${result.area}`,
    end: endOf(result, failOn),
  };
}

/** A run that judged nothing may have no case that says so: nothing applied, or nothing else was asked for. */
function unreadCases({ title, verdict, closed }: Chapter): Case[] {
  if (verdict !== 'unreadable') return [];
  const says =
    closed === undefined ? 'Nothing about the mesh could be judged.' : `${closed.says} ${closed.todo}`;
  const name = 'The cluster was read and its mesh judged';
  return [wholeCase(name, `osm-doctor.${title}.run`, says, closed === undefined ? [] : helpLines(closed))];
}

function wholeCase(name: string, classname: string, message: string, lines: readonly string[]): Case {
  return { name, classname, end: { is: 'error', type: 'unreadable', message, lines } };
}

function helpLines({ command, manifest }: AccessProblem): string[] {
  return [
    ...(command !== undefined && canBeCopied(command) ? [`Try: ${command}`] : []),
    ...(manifest === undefined ? [] : manifest.trimEnd().split('\n').map(legible)),
  ];
}

function suiteXml({ name, cases, report }: Suite, place: number, document: ReportDocument): string {
  const whole = document.is === 'fleet' ? (report?.durationMs ?? 0) : 0;
  const attributes = {
    name,
    tests: cases.length,
    failures: numberOf(cases, 'failure'),
    errors: numberOf(cases, 'error'),
    skipped: numberOf(cases, 'skipped'),
    time: secondsOf(whole),
    // JUnit's times bear no zone; this one is UTC.
    timestamp: (report?.takenAt ?? document.takenAt).slice(0, 19),
    id: place,
  };
  const properties = report === undefined ? [] : [propertiesXml(report, document.failOn)];
  return `\n  ${element('testsuite', attributes, [...properties, ...cases.map(caseXml), '\n  '])}`;
}

function propertiesXml(report: Report, failOn: Severity): string {
  const { cluster, namespace, state, coverage } = report;
  const said = {
    cluster: cluster.name,
    ...optional('namespace', namespace),
    ...optional('osmVersion', cluster.osmVersion),
    ...optional('kubernetesVersion', cluster.kubernetesVersion),
    state,
    judged: `${coverage.judged} of ${coverage.total}`,
    failOn,
  };
  const properties = Object.entries(said).map(
    ([name, value]) => `\n      ${element('property', { name, value: unmarked(value) })}`,
  );
  return `\n    ${element('properties', {}, [...properties, '\n    '])}`;
}

function caseXml({ name, classname, end }: Case): string {
  return `\n    ${element('testcase', { name, classname: unmarked(classname), time: '0' }, endXml(end))}`;
}

function endXml(end: CaseEnd): string[] {
  switch (end.is) {
    case 'passed':
      return end.output.length === 0 ? [] : [element('system-out', {}, [bodyOf(end.output)])];
    case 'skipped':
      return [element('skipped', { message: unmarked(end.message) })];
    case 'failure':
    case 'error': {
      const { type, message, lines } = end;
      return [element(end.is, { type, message: unmarked(message) }, [bodyOf(lines)])];
    }
  }
}

function bodyOf(lines: readonly string[]): string {
  return lines.map((line) => `\n${escaped(unmarked(line))}`).join('');
}

/** Jenkins' attachments plugin takes what follows two brackets for a file to publish. */
function unmarked(text: string): string {
  return text.replaceAll('[[', '[ [');
}

function numberOf(cases: readonly Case[], is: CaseEnd['is']): number {
  return cases.filter(({ end }) => end.is === is).length;
}

function secondsOf(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
