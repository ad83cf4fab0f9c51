import type { Problem, Severity } from '../../model/check.ts';
import type { Deployment } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { isRollingOut, isRolloutStuck } from '../../osm/rollouts.ts';

type Fault = Pick<Problem, 'what' | 'says'> & { readonly severity: Severity };

/**
 * Judges a Deployment of the control plane: to stay, wanted, ready and not stuck halfway. The gravest fault counts;
 * `whenDown` is the severity where no replica is ready.
 */
export function judgeDeployment(deployment: Deployment, whenDown: Severity, now: Date): Problem[] {
  const fault = outage(deployment, whenDown) ?? halfway(deployment, now);
  if (fault === undefined) return [];
  const on = { apiVersion: 'apps/v1', ...refTo('Deployment', deployment.metadata) };
  return [{ ...fault, on, mend: mendOf(fault, on) }];
}

function mendOf({ what }: Fault, on: ObjectRef): RemedyIntent[] {
  if (what === 'terminating') return [lookAtFinalizers(on)];
  return what === 'scaledToZero' ? [scaleUp(on)] : looks(on);
}

/** As it is shipped: the AKS add-on runs two of each, OSM's own chart one (`charts/osm/values.yaml`). */
function scaleUp(on: ObjectRef): RemedyIntent {
  const replicas = on.namespace === 'kube-system' ? 2 : 1;
  return {
    do: 'patch',
    object: on,
    patch: { spec: { replicas } },
    undo: { spec: { replicas: 0 } },
    does: `Scale it up again, to the ${replicas === 2 ? 'two replicas' : 'one replica'} that it ships with`,
  };
}

/** Without any replica, now or soon. */
function outage({ metadata, replicas, readyReplicas }: Deployment, severity: Severity): Fault | undefined {
  const { name, deletionTimestamp } = metadata;
  if (deletionTimestamp !== undefined) {
    const says = `${name} is being deleted since ${deletionTimestamp}, and its pods with it.`;
    return { what: 'terminating', severity, says };
  }
  if (replicas === 0) {
    const says = `${name} is scaled to 0 replicas: none runs and none is wanted.`;
    return { what: 'scaledToZero', severity, says };
  }
  if (readyReplicas > 0) return undefined;
  return { what: 'noneReady', severity, says: `${name} has 0 of ${replicas} replicas ready.` };
}

/** With some of its replicas, or with all of them while the new template does not come up. */
function halfway(deployment: Deployment, now: Date): Fault | undefined {
  const { replicas, readyReplicas, metadata, progressing } = deployment;
  const has = `${readyReplicas} of ${replicas} replicas ready`;
  if (progressing?.status === 'False') return stuck(deployment);
  if (readyReplicas >= replicas) return isRolloutStuck(deployment, now) ? stuck(deployment) : undefined;
  if (isRollingOut(deployment, now)) {
    const says = `${metadata.name} is being rolled out: it has ${has} and made progress within the last 10 minutes.`;
    return { what: 'rollingOut', severity: 'warning', says };
  }
  return { what: 'someNotReady', severity: 'error', says: `${metadata.name} has ${has}.` };
}

/** Ready pods may all be of the old template, so their number tells nothing here. */
function stuck({ metadata, replicas, readyReplicas, updatedReplicas, progressing }: Deployment): Fault {
  const reason = progressing?.reason === undefined ? '' : ` (${progressing.reason})`;
  const updated = updatedReplicas === undefined ? '' : `; pods of the new template: ${updatedReplicas}`;
  const says = `${metadata.name} is stuck in a rollout${reason} with ${readyReplicas} of ${replicas} replicas ready${updated}.`;
  return { what: 'rolloutStuck', severity: 'error', says };
}

function lookAtFinalizers({ name, namespace = '' }: ObjectRef): RemedyIntent {
  return {
    do: 'look',
    does: 'See which finalizers still hold it',
    args: ['get', 'deployment', name, '-n', namespace, '-o', 'yaml'],
  };
}

function looks({ name, namespace = '' }: ObjectRef): RemedyIntent[] {
  return [
    {
      do: 'look',
      does: 'See its conditions and events',
      args: ['describe', 'deployment', name, '-n', namespace],
    },
    {
      do: 'look',
      does: 'See what it logged last',
      args: ['logs', `deployment/${name}`, '-n', namespace, '--tail=100'],
    },
  ];
}
