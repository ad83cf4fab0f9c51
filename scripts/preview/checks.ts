import { compareReports } from '../../src/engine/compare-reports.ts';
import type { Asker } from '../../src/model/job.ts';
import type { Message } from '../../src/model/message.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { checkMessage } from '../../src/present/check-message.ts';
import { withoutRight } from '../../test/checks/seen-in.ts';
import type { Preview } from './preview.ts';
import { judge, reportOf, snapshotOf } from './reports.ts';

/** Who asks in the previews. */
export const dana = {
  is: 'person',
  user: 'U0DANA',
  team: 'T0SIM',
  channel: 'C0OPS',
} as const satisfies Asker;

const now = new Date('2026-11-22T12:00:03Z');

/** Answers to `/osm check`. */
export function checkPreviews(): Preview[] {
  return [
    {
      name: 'healthy',
      story: 'The mesh is healthy, as it was yesterday.',
      seenBy: 'channel',
      parent: answer(reportOf('healthy-1.2.4'), reportOf('healthy-1.2.4')),
    },
    {
      name: 'degraded',
      story: 'Nothing is broken; two warnings, one of them about a MeshConfig key.',
      seenBy: 'channel',
      parent: answer(judge(snapshotOf({ edits: [chattySidecars, neverLabelled] }))),
    },
    {
      name: 'failing',
      story: 'The injector is down and much more is wrong; yesterday all was well.',
      seenBy: 'channel',
      parent: answer(reportOf('badly-broken'), reportOf('healthy-1.2.4')),
    },
    {
      name: 'failing-once',
      story: "One thing is wrong: the mesh's CA ends in ten days.",
      seenBy: 'channel',
      parent: answer(reportOf('ca-expiring'), reportOf('ca-expiring')),
    },
    {
      name: 'partly-blind',
      story: 'Pods could not be read, so whether the mesh is healthy is not known.',
      seenBy: 'channel',
      parent: answer(judge(withoutRight(snapshotOf({}), 'pods'))),
    },
    {
      name: 'hostile-names',
      story: 'Names and texts from the cluster try to mention the channel, to forge links and to break out.',
      seenBy: 'channel',
      parent: answer(hostile(judge(snapshotOf({}, '<!channel> *prod* `x`')))),
    },
  ];
}

function answer(report: Report, before?: Report): Message {
  const changes = before && compareReports({ ...before, takenAt: '2026-11-21T07:00:00.000Z' }, report);
  return checkMessage({ report, by: dana, now, ...(changes && { changes }) });
}

const chattySidecars = {
  patch: 'MeshConfig kube-system/osm-mesh-config',
  with: { spec: { sidecar: { logLevel: 'debug' } } },
};

const neverLabelled = {
  add: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'inventory', annotations: { 'openservicemesh.io/sidecar-injection': 'enabled' } },
  },
};

/** A report in which a finding holds what somebody might write to have Slack do something else. */
function hostile(report: Report): Report {
  const finding: Finding = {
    problem: 'odd',
    severity: 'error',
    on: { kind: 'Deployment', namespace: 'shop', name: '<https://evil.example|osm-injector> <!here>' },
    says: 'The annotation says "<!channel> *all is well* ~not~ ```FAKE``` :tada: @here" and goes\non below \u202egnp.exe.',
    fingerprint: 'hostile',
    remedies: [
      {
        does: 'Look at *it* <@U0DANA>',
        risk: 'readOnly',
        command: "kubectl get deployment -n shop '<!channel>' # ``` & <https://evil.example|safe>",
        takesEffect: 'atOnce',
        proof: { by: 'none', because: 'It only reads.' },
      },
    ],
  };
  const results = report.results.map((result) =>
    result.id === 'OSM5006' ? { ...result, outcome: { is: 'failed', findings: [finding] } as const } : result,
  );
  return { ...report, state: 'failing', results };
}
