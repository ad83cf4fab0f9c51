import { type Chapter, type ReportDocument, unlisted } from './document.ts';
import { legible } from './legible.ts';
import { pathOf } from './sarif-places.ts';
import { notification, notificationsOf, resultsOf } from './sarif-results.ts';
import { ruleOf } from './sarif-rules.ts';
import { messageText } from './sarif-text.ts';

/** SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): a run a cluster. */
export function renderSarif(document: ReportDocument): string {
  const rest = unlisted(document);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      ...document.chapters.map((chapter) => runOf(chapter, document)),
      ...(rest.length === 0 ? [] : [fleetRun(rest, document)]),
    ],
  };
  const text = JSON.stringify(
    log,
    (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value),
    2,
  );
  // What an agent of Azure Pipelines would obey in a log means the same as an escape.
  return `${text.replaceAll(/##(?=vso\[|\[)/gi, '\\u0023#')}\n`;
}

function runOf(chapter: Chapter, document: ReportDocument): object {
  const { title, report, verdict } = chapter;
  const { cluster, namespace, takenAt, state, coverage, counts } = report;
  const places = new Map(document.rules.map(({ id }, place) => [id as string, place]));
  // An index of -1 means none (3.52.5).
  const indexOf = (id: string) => places.get(id) ?? -1;
  return {
    tool: driverOf(
      document,
      document.rules.map((rule) => ruleOf(rule, document.pageOf)),
    ),
    // GitHub takes this for the category: alerts of one cluster must not close those of another.
    automationDetails: { id: `osm-doctor/${segmentOf(title)}/` },
    invocations: [
      {
        executionSuccessful: verdict === 'clean' || verdict === 'findings',
        startTimeUtc: takenAt,
        toolExecutionNotifications: notificationsOf(chapter, indexOf),
      },
    ],
    artifacts: artifactsOf(chapter),
    results: resultsOf(chapter, indexOf),
    properties: {
      cluster: legible(cluster.name),
      ...(namespace === undefined ? {} : { namespace: legible(namespace) }),
      state,
      verdict,
      coverage,
      counts,
      outcomes: Object.fromEntries(report.results.map(({ id, outcome }) => [id, outcome.is])),
    },
  };
}

/** The objects that results stand on, each said to be no file. */
function artifactsOf({ title, report }: Chapter): object[] {
  const objects = report.results.flatMap(({ outcome }) =>
    outcome.is === 'failed' ? outcome.findings.map(({ on }) => on) : [],
  );
  const paths = new Set([pathOf(title), ...objects.map((on) => pathOf(title, on))]);
  const text = messageText('An object of the cluster, under a path of its names: no file of the repository.');
  return [...paths].map((uri) => ({ location: { uri }, description: { text } }));
}

/** What kept clusters from being seen is a run of its own: else a fleet of none would look clean. */
function fleetRun(problems: readonly string[], document: ReportDocument): object {
  return {
    tool: driverOf(document, []),
    automationDetails: { id: 'osm-doctor/' },
    invocations: [
      {
        executionSuccessful: false,
        startTimeUtc: document.takenAt,
        toolExecutionNotifications: problems.map((problem) => notification('error', 'notListed', problem)),
      },
    ],
    results: [],
  };
}

function driverOf({ toolVersion }: ReportDocument, rules: readonly object[]): object {
  return { driver: { name: 'osm-doctor', version: toolVersion, semanticVersion: toolVersion, rules } };
}

function segmentOf(title: string): string {
  return encodeURIComponent(title.toWellFormed());
}
