import type { Check, Severity } from '../model/check.ts';
import type { AccessProblem } from '../model/fleet.ts';
import { optional } from '../model/json.ts';
import type { Report } from '../model/report.ts';
import type { Chapter, ReportDocument } from '../present/formats/document.ts';
import { renderHtml } from '../present/formats/html.ts';
import { renderJunit } from '../present/formats/junit.ts';
import { renderMarkdown } from '../present/formats/markdown.ts';
import { renderSarif } from '../present/formats/sarif.ts';
import { toolVersion } from '../version.ts';
import { closedReport } from './closed.ts';
import { exitCodeOf, exitCodeOfAll, exitCodes, verdictOf } from './exit-codes.ts';
import { type JudgedFleet, type Member, rowsOf } from './fleet-rows.ts';
import type { DocumentForm } from './outputs.ts';

/** What a document tells beside the reports. */
export interface DocumentOptions {
  /** The checks that ran. */
  readonly checks: readonly Check[];
  readonly failOn: Severity;
  /** Address of the page about a check, where that is known. */
  readonly pageOf?: (id: string) => string;
  readonly namespace?: string;
}

const renderers: { readonly [F in DocumentForm]: (document: ReportDocument) => string } = {
  junit: renderJunit,
  sarif: renderSarif,
  markdown: renderMarkdown,
  html: renderHtml,
};

/** The report of one cluster as a document; `closed` is why it could not be opened. */
export function renderDocument(
  form: DocumentForm,
  report: Report,
  { checks, failOn, pageOf }: DocumentOptions,
  closed?: AccessProblem,
): string {
  const verdict = closed === undefined ? verdictOf(exitCodeOf(report, failOn)) : 'unreadable';
  const chapter = { title: report.cluster.name, report, verdict, ...optional('closed', closed) };
  return renderers[form]({
    toolVersion,
    takenAt: report.takenAt,
    is: 'cluster',
    chapters: [chapter],
    verdict,
    problems: [],
    rules: checks,
    failOn,
    ...optional('pageOf', pageOf),
  });
}

/** The reports of a fleet as one document, the worst cluster first. */
export function renderFleetDocument(
  form: DocumentForm,
  fleet: JudgedFleet,
  options: DocumentOptions,
): string {
  const { takenAt, problems } = fleet;
  const { checks, failOn, pageOf } = options;
  return renderers[form]({
    toolVersion,
    takenAt,
    is: 'fleet',
    chapters: rowsOf(fleet).map(({ title, member }) => chapterOf(title, member, takenAt, options)),
    verdict: verdictOf(exitCodeOfAll(fleet, failOn)),
    problems,
    rules: checks,
    failOn,
    ...optional('pageOf', pageOf),
  });
}

function chapterOf(
  title: string,
  member: Member,
  takenAt: string,
  { checks, failOn, namespace }: DocumentOptions,
): Chapter {
  if (member.is === 'judged') {
    return { title, report: member.report, verdict: verdictOf(exitCodeOf(member.report, failOn)) };
  }
  const report = closedReport(member, checks, namespace, new Date(takenAt));
  return { title, report, verdict: verdictOf(exitCodes.unreadable), closed: member.problem };
}
