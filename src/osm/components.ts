import type { ComponentName, Mesh } from '../model/facts.ts';
import type { ObjectRef, RemedyIntent } from '../model/remedy.ts';

/** The Deployment of a component, whether it exists or not. */
export function componentRef(mesh: Mesh, component: ComponentName): ObjectRef {
  const name = mesh.components[component]?.metadata.name ?? component;
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace: mesh.namespace, name };
}

/** Restarts a component, or looks for it where its Deployment is missing and a restart would only fail. */
export function restartOf(
  mesh: Mesh,
  component: ComponentName,
  how: { readonly does?: string; readonly cutsTraffic?: boolean } = {},
): RemedyIntent {
  if (mesh.components[component] !== undefined) {
    return { do: 'restart', workload: componentRef(mesh, component), ...how };
  }
  return {
    do: 'look',
    does: `See what is left of the control plane: it has no Deployment ${component} that could be restarted`,
    args: ['get', 'deployments', '-n', mesh.namespace, '-l', 'app.kubernetes.io/name=openservicemesh.io'],
  };
}

/** Looks at the pods of a component. */
export function lookAtPods(mesh: Mesh, component: ComponentName): RemedyIntent {
  return {
    do: 'look',
    does: `See the pods of ${component}`,
    args: ['get', 'pods', '-n', mesh.namespace, '-l', `app=${component}`],
  };
}
