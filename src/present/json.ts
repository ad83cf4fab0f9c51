import type { Report, Result } from '../model/report.ts';

/** Version of the report's JSON form; `docs/report.schema.json` describes it. */
const reportVersion = 1;

/** The report as one JSON document, `version: 1`. */
export function renderJson(report: Report, toolVersion: string): string {
  return `${JSON.stringify(reportDocument(report, toolVersion), undefined, 2)}\n`;
}

/** The same as a value, to stand among others. */
export function reportDocument(report: Report, toolVersion: string): object {
  const { results, ...rest } = report;
  return {
    version: reportVersion,
    tool: `osm-doctor ${toolVersion}`,
    ...rest,
    results: results.map(resultJson),
  };
}

function resultJson(result: Result): object {
  const { id, name, area, title, failTitle, severity, explainedBy, outcome } = result;
  const head = {
    id,
    name,
    area,
    title: outcome.is === 'failed' ? failTitle : title,
    severity,
    outcome: outcome.is,
    ...(explainedBy === undefined ? {} : { explainedBy }),
  };
  switch (outcome.is) {
    case 'passed':
      return { ...head, findings: [] };
    case 'failed': {
      const { findings, unseen = [] } = outcome;
      return unseen.length === 0 ? { ...head, findings } : { ...head, findings, problems: unseen };
    }
    case 'notApplicable':
      return { ...head, because: outcome.because, findings: [] };
    case 'broken':
      return { ...head, because: outcome.error, findings: [] };
    case 'unknown': {
      const because = outcome.because.map(({ detail }) => detail).join(' ');
      return { ...head, because, findings: [], problems: outcome.because };
    }
  }
}
