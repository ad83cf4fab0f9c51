import { problemOfFacts } from '../../src/azure/access-problem.ts';
import type { AzureCluster } from '../../src/azure/azure-cluster.ts';
import { explainReading } from '../../src/azure/explain-reading.ts';
import type { AccessProblem } from '../../src/model/fleet.ts';
import type { Message } from '../../src/model/message.ts';
import type { InputName } from '../../src/model/snapshot.ts';
import { accessMessage, ambiguousMessage, notFoundMessage } from '../../src/present/access-message.ts';
import { jobFailedMessage } from '../../src/present/job-failed-message.ts';
import { withoutRight } from '../../test/checks/seen-in.ts';
import { dana } from './checks.ts';
import type { Preview } from './preview.ts';
import { idOf, snapshotOf } from './reports.ts';

const about = {
  name: 'prod-cluster',
  resourceId: idOf('prod-cluster'),
  principal: { objectId: '99999999-8888-7777-6666-555555555555', type: 'ServicePrincipal' },
  managed: true,
} as const;

const cluster: AzureCluster = {
  resourceId: about.resourceId,
  name: about.name,
  provisioning: 'Succeeded',
  running: true,
  osmAddon: true,
  entra: true,
  localAccounts: false,
  azureRbac: true,
  privateCluster: false,
  authorisedRanges: [],
};

/** Answers to somebody who gets no judgement. */
export function noAnswerPreviews(): Preview[] {
  return [
    {
      name: 'unknown-cluster',
      story: 'The name was mistyped.',
      seenBy: 'caller',
      parent: notFoundMessage({ words: 'prod-clutser', near: ['prod-cluster', 'prod-cluster-2'], count: 42 }),
    },
    {
      name: 'ambiguous',
      story: 'Two clusters have this name.',
      seenBy: 'caller',
      parent: ambiguousMessage({
        words: 'prod-cluster',
        choices: ['mesh-europe/prod-cluster', 'mesh-asia/prod-cluster'],
      }),
    },
    {
      name: 'no-rights',
      story: 'Nobody gave the identity rights on the cluster yet; what to apply is there to be copied.',
      seenBy: 'channel',
      parent: closed(explainReading(about, cluster, seenByNobody(), undefined)),
    },
    {
      name: 'stopped',
      story: 'The cluster is stopped.',
      seenBy: 'channel',
      parent: closed(problemOfFacts(about, { ...cluster, running: false }, false)),
    },
    {
      name: 'job-failed',
      story: 'osm-doctor itself failed, several times.',
      seenBy: 'channel',
      parent: jobFailedMessage({
        version: 1,
        id: 'check 0f0e5d2c',
        askedAt: '2026-11-22T11:40:00Z',
        by: dana,
        do: 'check',
        cluster: 'prod-cluster',
        answerTo: { channel: dana.channel },
      }),
    },
  ];
}

function seenByNobody() {
  const seen = snapshotOf({});
  return (Object.keys(seen.inputs) as InputName[])
    .filter((name) => name !== 'apiServer' && name !== 'clock' && name !== 'earlierMeshConfigs')
    .reduce(withoutRight, seen);
}

function closed(problem: AccessProblem | undefined): Message {
  if (problem === undefined) throw new Error('nothing keeps us out of this cluster');
  return accessMessage({ cluster: about.name, problem, by: dana });
}
