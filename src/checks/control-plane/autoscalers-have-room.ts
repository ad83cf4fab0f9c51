import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { HorizontalPodAutoscaler } from '../../model/controllers.ts';
import type { Mesh } from '../../model/facts.ts';
import { refTo } from '../../model/object-ref.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { componentNames } from '../../osm/names.ts';

export const autoscalersHaveRoom = defineCheck({
  id: 'OSM1007',
  name: 'autoscalers-have-room',
  area: 'control-plane',
  severity: 'warning',
  title: 'Autoscalers of the control plane work and have room',
  failTitle: 'An autoscaler of the control plane is at its end',
  why: 'At its maximum more load only makes the pods slower: configuration reaches sidecars late, and an injector that does not answer in time has pods refused. One that does not work leaves the replicas as they are.',
  remedy:
    'Find out what loads it: many sidecars that start at once, or too little memory. Raise maxReplicas where nodes have room; AKS leaves changes of osm-controller-hpa alone. Without metrics look after metrics-server: that is no fault of OSM.',
  source:
    'charts/osm/templates/*-hpa.yaml v0.11.1 to v1.2.4; AKS release notes 2022-11-06 and 2023-01-08; Kubernetes pkg/controller/podautoscaler/horizontal.go for the conditions',
  accept: 'Where the number of replicas is meant to be fixed, set minReplicas and maxReplicas to the same.',
  explainedBy: ['OSM1002', 'OSM1003'],
  reads: ['mesh', 'horizontalPodAutoscalers'],
  itemwise: ['horizontalPodAutoscalers'],
  run({ mesh, horizontalPodAutoscalers }): Verdict {
    const own = horizontalPodAutoscalers.filter((autoscaler) => scales(autoscaler, mesh));
    if (own.length === 0) {
      return { notApplicable: `No HorizontalPodAutoscaler scales the control plane in ${mesh.namespace}.` };
    }
    const problems = own.flatMap(judge);
    const unseen = own.find((autoscaler) => !works(autoscaler));
    if (problems.length > 0 || unseen === undefined) return problems;
    const { name } = unseen.metadata;
    return { unknown: `${name} has no status yet: Kubernetes has not said whether it works.` };
  },
});

function scales({ metadata, target }: HorizontalPodAutoscaler, mesh: Mesh): boolean {
  if (metadata.namespace !== mesh.namespace || metadata.deletionTimestamp !== undefined) return false;
  return (
    target.kind === 'Deployment' &&
    componentNames.some((component) => mesh.components[component]?.metadata.name === target.name)
  );
}

/** By Kubernetes' own word; that it does not is a problem of its own. */
function works({ conditions }: HorizontalPodAutoscaler): boolean {
  return ['AbleToScale', 'ScalingActive'].every((type) => conditions[type]?.status === 'True');
}

type Fault = Pick<Problem, 'what' | 'says' | 'severity'>;

/** The gravest of what keeps an autoscaler from scaling: that it cannot, that it has no figures, that it has no room. */
function judge(autoscaler: HorizontalPodAutoscaler): Problem[] {
  const fault = cannotScale(autoscaler) ?? notActive(autoscaler) ?? atMaximum(autoscaler);
  if (fault === undefined) return [];
  const on = { apiVersion: 'autoscaling/v2', ...refTo('HorizontalPodAutoscaler', autoscaler.metadata) };
  return [{ ...fault, on, mend: looks(autoscaler, fault) }];
}

function cannotScale({ metadata, target, conditions }: HorizontalPodAutoscaler): Fault | undefined {
  const condition = conditions['AbleToScale'];
  if (condition?.status !== 'False') return undefined;
  const says = `${metadata.name} cannot change the replicas of ${target.name}${because(condition.reason)}.`;
  return { what: 'cannotScale', says };
}

function notActive({ metadata, target, conditions }: HorizontalPodAutoscaler): Fault | undefined {
  const condition = conditions['ScalingActive'];
  if (condition?.status !== 'False') return undefined;
  const { reason } = condition;
  if (isAboutMetrics(reason)) {
    const says = `${metadata.name} gets no metrics of ${target.name}${because(reason)}, as in the first minutes or without metrics-server: its replicas stay as they are.`;
    return { what: 'noMetrics', severity: 'info', says };
  }
  const says = `${metadata.name} does not scale ${target.name}${because(reason)}: its replicas stay as they are.`;
  return { what: 'notScaling', says };
}

/** Such as `FailedGetResourceMetric`, which `kubectl get` shows as `<unknown>`. */
function isAboutMetrics(reason: string | undefined): boolean {
  return reason?.startsWith('FailedGet') === true || reason === 'FailedComputeMetricsReplicas';
}

/**
 * That it stays at its maximum only because it waits before it scales down is no want of room; nor is it where least
 * and most are the same, unless it wants more.
 */
function atMaximum(autoscaler: HorizontalPodAutoscaler): Fault | undefined {
  const { metadata, target, minReplicas, maxReplicas, desiredReplicas, conditions } = autoscaler;
  const wantsMore = conditions['ScalingLimited']?.reason === 'TooManyReplicas';
  if (desiredReplicas < maxReplicas || conditions['AbleToScale']?.status !== 'True') return undefined;
  if (conditions['AbleToScale'].reason === 'ScaleDownStabilized') return undefined;
  if (minReplicas >= maxReplicas && !wantsMore) return undefined;
  const more = wantsMore ? ' and would take more' : '';
  const says = `${metadata.name} wants ${desiredReplicas} of at most ${maxReplicas} replicas of ${target.name}${more}: further load finds no further replica.`;
  return { what: 'atMaximum', says };
}

function because(reason = ''): string {
  return reason === '' ? '' : ` (${reason})`;
}

function looks({ metadata, target }: HorizontalPodAutoscaler, { what }: Fault): RemedyIntent[] {
  const { name, namespace = '' } = metadata;
  const describe: RemedyIntent = {
    do: 'look',
    does: 'See its figures, conditions and events',
    args: ['describe', 'horizontalpodautoscaler', name, '-n', namespace],
  };
  if (what === 'noMetrics') {
    const args = ['get', 'apiservice', 'v1beta1.metrics.k8s.io'];
    return [describe, { do: 'look', does: 'See whether metrics-server answers', args }];
  }
  if (what !== 'atMaximum') return [describe];
  const args = ['top', 'pods', '-n', namespace, '-l', `app=${target.name}`];
  return [describe, { do: 'look', does: 'See what its pods use', args }];
}
