import { expect, test } from '@jest/globals';
import type { ReportDocument } from '../../../src/present/formats/document.ts';
import { renderHtml } from '../../../src/present/formats/html.ts';
import { renderJunit } from '../../../src/present/formats/junit.ts';
import { renderMarkdown } from '../../../src/present/formats/markdown.ts';
import { renderSarif } from '../../../src/present/formats/sarif.ts';
import { documentOf, findings, withOutcome, withResults } from './documents.ts';

const says = 'May be explained by OSM1003 and OSM2004: mend that first.';

const failing = withOutcome({ is: 'failed', findings: findings(2) });
const explained = withResults(
  failing.results.map((one) =>
    one.id === 'OSM5006' ? { ...one, explainedBy: ['OSM1003', 'OSM2004'] } : one,
  ),
);

const forms: readonly [string, (document: ReportDocument) => string][] = [
  ['HTML', renderHtml],
  ['JUnit', renderJunit],
  ['Markdown', renderMarkdown],
  ['SARIF', renderSarif],
];

test.each(forms)('%s tells what may explain a finding, where something may', (_form, render) => {
  expect(render(documentOf(explained))).toContain(says);
  expect(render(documentOf(failing))).not.toContain('May be explained by');
});
