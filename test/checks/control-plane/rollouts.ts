import type { Edit } from '../check-cases.ts';

/** Judged at 2026-11-22T12:00:00Z. */
const minutesAgo = '2026-11-22T11:56:00Z';
export const longAgo = '2026-11-22T11:40:00Z';
export const deletedAt = '2026-11-22T11:59:00Z';

/** A condition `Progressing` as the deployment controller writes it. */
export function progressing(status: string, reason: string, lastUpdateTime: string): object {
  return { conditions: [{ type: 'Progressing', status, reason, lastUpdateTime }] };
}

/** Still going on, or just at its end. */
export const underWay = progressing('True', 'ReplicaSetUpdated', minutesAgo);
/** Kubernetes gave up on it. */
export const gaveUp = progressing('False', 'ProgressDeadlineExceeded', longAgo);

/** Changes the status of a Deployment. */
export function status(deployment: string, ...changes: readonly object[]): Edit {
  return { patch: deployment, with: { status: Object.assign({}, ...changes) } };
}

/** A further Deployment of a component, beside the one of the healthy add-on; two replicas, ready unless told. */
export function another(
  app: string,
  {
    replicas = 2,
    ready = 2,
    name = `${app}-copy`,
  }: { readonly replicas?: number; readonly ready?: number; readonly name?: string } = {},
): Edit {
  const labels = { app, 'app.kubernetes.io/name': 'openservicemesh.io' };
  return {
    add: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'kube-system', labels },
      spec: { replicas, template: { spec: { containers: [{ name: app, image: `${app}:v1.2.4` }] } } },
      status: { readyReplicas: ready },
    },
  };
}
