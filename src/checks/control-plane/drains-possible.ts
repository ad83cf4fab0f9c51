import { defineCheck, type Problem } from '../../model/check.ts';
import type { PodDisruptionBudget } from '../../model/controllers.ts';
import type { Mesh } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { isLive } from '../../osm/injection.ts';
import { isSelected, labelsOf } from '../../osm/label-selector.ts';
import { componentNames } from '../../osm/names.ts';

export const drainsPossible = defineCheck({
  id: 'OSM1008',
  name: 'drains-possible',
  area: 'control-plane',
  severity: 'warning',
  title: 'No disruption budget holds pods of the control plane fast',
  failTitle: 'A disruption budget holds pods of the control plane fast',
  why: 'Kubernetes refuses to evict such a pod, so the drain of its node hangs: upgrades of AKS and of node images fail with it, and so do security fixes.',
  remedy:
    'Scale the component first, then drain: raise the minimum of its autoscaler, or the replicas. Where all pods are healthy and still none may go, lower minAvailable. One budget a pod: with two of them the eviction fails whatever they allow.',
  source:
    'charts/osm/templates/*-pod-disruption-budget.yaml v0.11.1 to v1.2.4 (off by default); Kubernetes documentation of disruption budgets and of the eviction API',
  explainedBy: ['OSM1005'],
  reads: ['mesh', 'controlPlanePods', 'podDisruptionBudgets'],
  itemwise: ['controlPlanePods', 'podDisruptionBudgets'],
  run({ mesh, controlPlanePods, podDisruptionBudgets }) {
    const pods = controlPlanePods.filter((pod) => pod.metadata.namespace === mesh.namespace && isLive(pod));
    const covering = podDisruptionBudgets
      .filter((budget) => isInForce(budget, mesh))
      .map((budget) => ({ budget, pods: pods.filter((pod) => covers(budget, pod)) }))
      .filter((covered) => covered.pods.length > 0);
    const unseen = covering.find(({ budget }) => budget.expectedPods === 0);
    const problems = [...covering.flatMap((covered) => judge(covered, mesh)), ...judgeDoubles(covering)];
    return problems.length > 0 || unseen === undefined ? problems : notCounted(unseen.budget);
  },
});

interface Covered {
  readonly budget: PodDisruptionBudget;
  readonly pods: readonly Pod[];
}

function isInForce({ metadata }: PodDisruptionBudget, mesh: Mesh): boolean {
  return metadata.namespace === mesh.namespace && metadata.deletionTimestamp === undefined;
}

/** An empty selector covers all pods, an absent one none (`policy/v1`): how many Kubernetes counts tells them apart. */
function covers({ selector, expectedPods }: PodDisruptionBudget, { metadata }: Pod): boolean {
  if (labelsOf(selector).length === 0 && expectedPods === 0) return false;
  return isSelected(selector, metadata.labels);
}

function notCounted({ metadata }: PodDisruptionBudget): { unknown: string } {
  return {
    unknown: `${metadata.name} selects pods that Kubernetes has not counted: its status is not about them.`,
  };
}

/** While pods are not healthy a budget does what it is for; that they are not is OSM1002's to OSM1004's. */
function judge({ budget, pods }: Covered, mesh: Mesh): Problem[] {
  const { metadata, disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods } = budget;
  if (disruptionsAllowed > 0 || expectedPods === 0) return [];
  const holds = `${metadata.name} lets no pod of ${componentsOf(pods)} go`;
  const on = refOf(budget);
  const mend = looks(budget, mesh);
  if (currentHealthy < expectedPods) {
    const says = `${holds}: ${currentHealthy} of ${expectedPods} are healthy, and it asks for ${desiredHealthy}.`;
    return [{ what: 'podsNotHealthy', on, severity: 'info', says, mend }];
  }
  const says = `${holds}: ${expectedPods} of ${expectedPods} healthy, and it asks for ${desiredHealthy}, so the drain of their nodes hangs.`;
  return [{ what: 'noSlack', on, says, mend }];
}

function judgeDoubles(covering: readonly Covered[]): Problem[] {
  const first = new Map<string, PodDisruptionBudget>();
  return covering.flatMap(({ budget, pods }) => {
    const other = pods.flatMap(({ metadata }) => first.get(metadata.name) ?? [])[0];
    for (const { metadata } of pods) first.set(metadata.name, first.get(metadata.name) ?? budget);
    if (other === undefined) return [];
    const says = `${budget.metadata.name} covers pods of ${componentsOf(pods)} that ${other.metadata.name} covers as well: Kubernetes evicts no pod that two budgets cover.`;
    return [{ what: 'double', on: refOf(budget), says, mend: [lookAt(budget), lookAt(other)] }];
  });
}

function componentsOf(pods: readonly Pod[]): string {
  const apps = new Set(pods.map(({ metadata }) => metadata.labels['app']));
  return componentNames.filter((component) => apps.has(component)).join(' and ');
}

function refOf({ metadata }: PodDisruptionBudget): Problem['on'] {
  return { apiVersion: 'policy/v1', ...refTo('PodDisruptionBudget', metadata) };
}

function looks(budget: PodDisruptionBudget, { namespace }: Mesh): RemedyIntent[] {
  return [
    lookAt(budget),
    {
      do: 'look',
      does: 'See the pods of the control plane and their nodes',
      args: ['get', 'pods', '-n', namespace, '-l', `app in (${componentNames.join(',')})`, '-o', 'wide'],
    },
  ];
}

function lookAt({ metadata: { name, namespace = '' } }: PodDisruptionBudget): RemedyIntent {
  return {
    do: 'look',
    does: `See what ${name} selects and asks for`,
    args: ['describe', 'poddisruptionbudget', name, '-n', namespace],
  };
}
