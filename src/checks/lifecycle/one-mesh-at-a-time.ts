import type { WebhookConfiguration } from '../../model/admission.ts';
import { defineCheck, type Problem, type Sources } from '../../model/check.ts';
import type { Namespace, Pod } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { hasSidecar, podsWithSidecars } from '../../osm/injection.ts';
import { describePods, restartWorkload } from '../../osm/mend-workloads.ts';
import { monitoredByLabel } from '../../osm/names.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { clusterRef } from './cluster-ref.ts';

export const oneMeshAtATime = defineCheck({
  id: 'OSM9004',
  name: 'one-mesh-at-a-time',
  area: 'lifecycle',
  severity: 'error',
  title: 'Nothing is in OSM and in Istio at once',
  failTitle: 'Something is in OSM and in Istio at once',
  why: 'Two sidecars in a pod take its traffic from each other, and what a half-switched workload sends is understood by neither mesh.',
  remedy:
    "Follow the guide's order, whole: disable the OSM add-on, delete its webhooks, enable Istio, then for each namespace take monitored-by away, set istio.io/rev and restart its workloads.",
  source:
    'learn.microsoft.com/azure/aks/open-service-mesh-istio-migration-guidance, 2026-05; istio.io on sidecar injection',
  accept:
    'An Istio that was installed by hand may stand beside OSM, as long as no namespace and no pod is in both.',
  explainedBy: ['OSM2012'],
  reads: ['azure', 'controlPlaneDeployments', 'mutatingWebhooks', 'namespaces', 'pods', 'run'],
  itemwise: ['namespaces', 'pods'],
  run(seen) {
    if (!hasTraceOfOsm(seen)) return { notApplicable: 'Nothing of Open Service Mesh is on this cluster.' };
    return [
      ...judgeControlPlanes(seen),
      ...(isJudgedByInjector(seen) ? [] : judgeNamespaces(seen)),
      ...judgePods(seen.pods),
    ];
  },
});

type Seen = Pick<
  Sources,
  'azure' | 'controlPlaneDeployments' | 'mutatingWebhooks' | 'namespaces' | 'pods' | 'run'
>;

function hasTraceOfOsm({ azure, controlPlaneDeployments, namespaces, pods }: Seen): boolean {
  return (
    azure.cluster?.osmAddon === true ||
    meshesAmong(controlPlaneDeployments).length > 0 ||
    namespaces.some(({ metadata }) => monitoredByLabel in metadata.labels) ||
    pods.some(hasSidecar)
  );
}

/** By Azure, where it was asked, else by Istio's injector: its Deployments are not among what is read. */
function judgeControlPlanes({ azure, controlPlaneDeployments, mutatingWebhooks, run }: Seen): Problem[] {
  const on = clusterRef(run);
  const { cluster } = azure;
  if (cluster?.osmAddon === true && cluster.istio?.mode === 'Istio') {
    const { revisions: found } = cluster.istio;
    const revisions = found.length === 0 ? '' : ` (${found.join(', ')})`;
    const says = `Azure says that both the OSM add-on and the Istio add-on${revisions} are on: AKS supports one of them at a time.`;
    return [{ what: 'bothAddOns', on, says }];
  }
  const [mesh] = meshesAmong(controlPlaneDeployments);
  const injector = mutatingWebhooks.find(isIstioInjector);
  if (mesh === undefined || injector === undefined) return [];
  const isOfAks = mesh.origin === 'aks' && isOfAddOn(injector);
  const rule = isOfAks
    ? ' AKS supports one of its two add-ons at a time.'
    : ' Keep each namespace in one of them.';
  const says = `Beside OSM in ${mesh.namespace} there is an injector of Istio, ${injector.metadata.name}.${rule}`;
  return [{ what: 'bothInjectors', on, severity: isOfAks ? 'warning' : 'info', says }];
}

/** An Istio that somebody installed by hand may stand beside the OSM add-on. */
function isOfAddOn({ webhooks }: WebhookConfiguration): boolean {
  return webhooks.some(({ service }) => service?.namespace === 'aks-istio-system');
}

/** `rev.namespace.sidecar-injector.istio.io` and its like (istio/istio, manifests/charts, 1.20 to 1.30). */
function isIstioInjector({ webhooks }: WebhookConfiguration): boolean {
  return webhooks.some(({ name }) => name.endsWith('sidecar-injector.istio.io'));
}

/** Where both injectors are there, OSM2012 tells of each namespace what they would do, which its labels alone do not. */
function isJudgedByInjector({ controlPlaneDeployments, mutatingWebhooks }: Seen): boolean {
  return meshesAmong(controlPlaneDeployments).length > 0 && mutatingWebhooks.some(isIstioInjector);
}

/** Where there is no Istio its labels do nothing: they are what is left of it, or wait for it. */
function judgeNamespaces({ azure, mutatingWebhooks, namespaces }: Seen): Problem[] {
  const hasIstio = azure.cluster?.istio?.mode === 'Istio' || mutatingWebhooks.some(isIstioInjector);
  return namespaces.flatMap((namespace) => judgeNamespace(namespace, hasIstio));
}

function judgeNamespace({ metadata }: Namespace, hasIstio: boolean): Problem[] {
  const { name, labels, deletionTimestamp } = metadata;
  const monitoredBy = labels[monitoredByLabel];
  const istio = istioMark(labels);
  if (monitoredBy === undefined || istio === undefined || deletionTimestamp !== undefined) return [];
  const on = { apiVersion: 'v1', ...refTo('Namespace', metadata) };
  return [
    {
      what: 'bothLabels',
      on,
      severity: hasIstio ? 'warning' : 'info',
      says: `Namespace ${name} is labelled for OSM (${monitoredByLabel}=${monitoredBy}) and for Istio (${istio})${hasIstio ? '' : ', of which there is no injector'}.`,
      mend: [
        {
          do: 'label',
          on,
          key: monitoredByLabel,
          value: null,
          was: monitoredBy,
          does: `If ${name} moves to Istio: take it out of OSM, then restart its workloads (if it stays, take Istio's label away instead)`,
          takesEffect: 'newPods',
          risk: 'cutsTraffic',
        },
      ],
    },
  ];
}

function istioMark(labels: Readonly<Record<string, string>>): string | undefined {
  const revision = labels['istio.io/rev'];
  if (revision !== undefined && revision !== '') return `istio.io/rev=${revision}`;
  return labels['istio-injection'] === 'enabled' ? 'istio-injection=enabled' : undefined;
}

/** From Istio 1.27 on the proxy may be an init container that goes on running. */
function judgePods(pods: readonly Pod[]): Problem[] {
  const inBoth = podsWithSidecars(pods).filter((pod) =>
    [...pod.containers, ...pod.initContainers].some(({ name }) => name === 'istio-proxy'),
  );
  return byWorkload(inBoth).map((group) => ({
    what: 'bothSidecars',
    on: group.workload,
    says: `${describePods(group)}: both a sidecar of OSM and istio-proxy.`,
    mend: [
      {
        do: 'look',
        does: 'See for which mesh its namespace is labelled: one of the two labels has to go first',
        args: ['get', 'namespace', group.workload.namespace ?? 'default', '-o', 'yaml'],
      },
      restartWorkload(group.workload, { cutsTraffic: true }),
    ],
  }));
}
