import type { Report, Result } from '../model/report.ts';

/** Version of the report's JSON form; `docs/report.schema.json` describes it. */
const reportVersion = 1;

/** The report as one JSON document, `version: 1`. */
export function renderJson(report: Report, toolVersion: string): string {
  const { results, ...rest } = report;
  const document = {
    version: reportVersion,
    tool: `osm-doctor ${toolVersion}`,
    ...rest,
    results: results.map(resultJson),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function resultJson({ id, name, area, title, failTitle, severity, outcome }: Result): object {
  const head = {
    id,
    name,
    area,
    title: outcome.is === 'failed' ? failTitle : title,
    severity,
    outcome: outcome.is,
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
