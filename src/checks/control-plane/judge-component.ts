import type { Problem, Severity, Verdict } from '../../model/check.ts';
import type { ComponentName } from '../../model/facts.ts';
import type { Deployment } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import { deploymentsOf, meshesAmong } from '../../osm/facts/mesh.ts';
import { isStatusStale } from '../../osm/rollouts.ts';
import { judgeDeployment } from './judge-deployment.ts';

/**
 * Judges the Deployment of one program of the control plane: there, once, wanted and ready. Where nothing of OSM
 * exists at all the controller's check says so once and the others do not apply. `whenDown` is the severity where no
 * replica is ready.
 */
export function judgeComponent(
  component: ComponentName,
  deployments: readonly Deployment[],
  whenDown: Severity,
  now: Date,
): Verdict {
  const [mesh] = meshesAmong(deployments);
  if (mesh === undefined) {
    return component === 'osm-controller'
      ? [nothingInstalled()]
      : { notApplicable: 'No control plane of Open Service Mesh was found on this cluster.' };
  }
  const { [component]: first } = mesh.components;
  if (first === undefined) return [missing(component, mesh.namespace, whenDown)];
  const own = deploymentsOf(mesh, component, deployments);
  const problems = [
    ...own.flatMap((deployment) => judgeOne(deployment, own, whenDown, now)),
    ...own.filter((deployment) => deployment !== first).map((second) => double(component, second, first)),
  ];
  const stale = own.find(isStatusStale);
  return problems.length > 0 || stale === undefined ? problems : notLookedAt(stale);
}

/** Of several that share the Service, one that does not run leaves the others; that one is not wanted is said once. */
function judgeOne(
  deployment: Deployment,
  own: readonly Deployment[],
  whenDown: Severity,
  now: Date,
): Problem[] {
  const othersServe = own.some((other) => other !== deployment && other.readyReplicas > 0);
  if (othersServe && deployment.replicas === 0) return [];
  return judgeDeployment(deployment, othersServe ? 'error' : whenDown, now);
}

/** Other checks look at one Deployment a component, and two of them may be of two releases. */
function double(component: ComponentName, { metadata }: Deployment, first: Deployment): Problem {
  const { name, namespace = '' } = metadata;
  return {
    what: 'double',
    on: { apiVersion: 'apps/v1', ...refTo('Deployment', metadata) },
    severity: 'warning',
    says: `${name} is a second Deployment labelled app=${component} in ${namespace}, beside ${first.metadata.name}.`,
    mend: [
      {
        do: 'look',
        does: 'Compare them',
        args: ['get', 'deployments', '-n', namespace, '-l', `app=${component}`, '-o', 'wide'],
      },
    ],
  };
}

/** The numbers of a status are about the spec that its controller saw last. */
function notLookedAt({ metadata, generation, observedGeneration }: Deployment): Verdict {
  return {
    unknown: `The status of ${metadata.name} is about its generation ${observedGeneration}, but it is at ${generation}: Kubernetes has not acted on the last change yet.`,
  };
}

function nothingInstalled(): Problem {
  return {
    what: 'notInstalled',
    on: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'osm-controller' },
    severity: 'error',
    says: 'No namespace has a Deployment labelled app=osm-controller, app=osm-injector or app=osm-bootstrap: Open Service Mesh is not running on this cluster.',
    mend: [
      {
        do: 'look',
        does: 'Look for the control plane in every namespace',
        args: ['get', 'deployments', '-A', '-l', 'app in (osm-controller,osm-injector,osm-bootstrap)'],
      },
    ],
  };
}

function missing(component: ComponentName, namespace: string, severity: Severity): Problem {
  return {
    what: 'missing',
    on: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: component },
    severity,
    says: `Namespace ${namespace} has other parts of the control plane, but no Deployment labelled app=${component}.`,
    mend: [
      {
        do: 'look',
        does: 'See what is left of the control plane',
        args: ['get', 'deployments', '-n', namespace, '-l', 'app.kubernetes.io/name=openservicemesh.io'],
      },
    ],
  };
}
