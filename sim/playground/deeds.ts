import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningHost } from '../functions/host.ts';
import type { PageDeed } from './api.ts';
import { PartProblem } from './machines.ts';

/** Something that can be done now. */
export interface Deed extends PageDeed {
  /** Throws PartProblem with a sentence when it cannot be done. */
  run(): Promise<void>;
}

/** What deeds need. */
export interface DeedMeans {
  host(): RunningHost | undefined;
  /** Clusters that an alert may be about. */
  readonly clusters: readonly { readonly name: string; readonly resourceId: string }[];
  onSent(sent: {
    readonly who: string;
    readonly what: string;
    readonly status: number;
    readonly ms: number;
  }): void;
}

/** An alert of Azure Monitor that has fired and was not resolved. */
interface OpenAlert {
  readonly id: string;
  readonly firedAt: string;
}

/** Milliseconds within which the app must have taken what it is given: it works on it later. */
const patienceMs = 10_000;

/** All deeds, in the order in which the page shows them. */
export function deedsOf(means: DeedMeans): readonly Deed[] {
  return [digest(means), ...means.clusters.flatMap((cluster) => alertDeeds(means, cluster))];
}

function running({ host }: DeedMeans): RunningHost {
  const found = host();
  if (found === undefined) throw new PartProblem('The Function App has ended: start it again first.');
  return found;
}

/** What it comes to; throws PartProblem where the app hangs. */
async function inTime<T>(asked: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const tooLate = wait(patienceMs, undefined, { signal: patience.signal }).then(() => {
    throw new PartProblem(
      'The Function App did not take it within ten seconds. It may hang, or its storage.',
    );
  });
  return Promise.race([asked, tooLate]).finally(() => patience.abort());
}

/** The schedule has a due time in every second, so that each firing is a new round. */
function digest(means: DeedMeans): Deed {
  return {
    id: 'digest',
    title: 'Run the digest now',
    about: 'Fires the timer. Every cluster is judged; one message comes to #digest.',
    run: async () => {
      const host = running(means);
      const started = performance.now();
      await inTime(host.fire('digest'));
      means.onSent({ who: 'Timer → app', what: 'digest', status: 202, ms: performance.now() - started });
    },
  };
}

function alertDeeds(means: DeedMeans, cluster: DeedMeans['clusters'][number]): Deed[] {
  const { name } = cluster;
  let open: OpenAlert | undefined;
  return [
    {
      id: `fire:${name}`,
      title: 'Fire an alert',
      about: 'Azure Monitor tells that the injector has no ready pod. It is answered in #alerts.',
      cluster: name,
      run: async () => {
        const alert = { id: randomUUID(), firedAt: new Date().toISOString() };
        await send(means, cluster, alert, 'Fired');
        open = alert;
      },
    },
    {
      id: `resolve:${name}`,
      title: 'Resolve the alert',
      about: 'Azure Monitor tells that it is over.',
      cluster: name,
      run: async () => {
        if (open === undefined) throw new PartProblem(`No alert about ${name} is open: fire one first.`);
        await send(means, cluster, open, 'Resolved');
        open = undefined;
      },
    },
  ];
}

async function send(
  means: DeedMeans,
  cluster: DeedMeans['clusters'][number],
  alert: OpenAlert,
  condition: 'Fired' | 'Resolved',
): Promise<void> {
  const host = running(means);
  const started = performance.now();
  const { status } = await inTime(
    fetch(`${host.url}/api/alerts?code=${host.key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload(cluster, alert, condition)),
    }),
  );
  const what = `alert ${condition.toLowerCase()}, about ${cluster.name}`;
  means.onSent({ who: 'Azure Monitor → app', what, status, ms: performance.now() - started });
  if (status !== 202) throw new PartProblem(`The app refused the alert with ${status}.`);
}

/** Source: learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema. */
function payload(
  { name, resourceId }: DeedMeans['clusters'][number],
  { id, firedAt }: OpenAlert,
  condition: 'Fired' | 'Resolved',
): object {
  const [, , subscription = ''] = resourceId.split('/');
  const now = new Date().toISOString();
  const dimensions = { namespace: 'kube-system', pod: 'osm-injector' };
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: `/subscriptions/${subscription}/providers/Microsoft.AlertsManagement/alerts/${id}`,
        alertRule: 'OSM injector pods not ready',
        severity: 'Sev1',
        signalType: 'Metric',
        monitorCondition: condition,
        monitoringService: 'Platform',
        alertTargetIDs: [resourceId.toLowerCase()],
        configurationItems: [name],
        originAlertId: id,
        firedDateTime: firedAt,
        ...(condition === 'Resolved' ? { resolvedDateTime: now } : {}),
        description: "Pods of the mesh's control plane are not ready",
        essentialsVersion: '1.0',
        alertContextVersion: '1.0',
      },
      alertContext: {
        properties: null,
        conditionType: 'SingleResourceMultipleMetricCriteria',
        condition: {
          windowSize: 'PT5M',
          allOf: [
            {
              metricName: 'kube_pod_status_ready',
              metricNamespace: 'Microsoft.ContainerService/managedClusters',
              operator: 'LessThan',
              threshold: '1',
              timeAggregation: 'Average',
              dimensions: Object.entries(dimensions).map(([dimension, value]) => ({
                name: dimension,
                value,
              })),
              metricValue: condition === 'Fired' ? 0 : 1,
            },
          ],
          windowStartTime: firedAt,
          windowEndTime: now,
        },
      },
    },
  };
}
