import type { Problem, Severity, Verdict } from '../../model/check.ts';
import type { ComponentName } from '../../model/facts.ts';
import type { Deployment } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';

/** Severity of a component that has some of its replicas, and of one that has none. */
export interface ReadinessSeverities {
  readonly some: Severity;
  readonly none: Severity;
}

/**
 * Judges the Deployment of one program of the control plane: there, wanted and ready. Where nothing of OSM
 * exists at all the controller's check says so once and the others do not apply.
 */
export function judgeComponent(
  component: ComponentName,
  deployments: readonly Deployment[],
  severities: ReadinessSeverities,
): Verdict {
  const [mesh] = meshesAmong(deployments);
  if (mesh === undefined) {
    return component === 'osm-controller'
      ? [nothingInstalled()]
      : { notApplicable: 'No control plane of Open Service Mesh was found on this cluster.' };
  }
  const deployment = mesh.components[component];
  if (deployment === undefined) return [missing(component, mesh.namespace, severities.none)];
  return judgeReplicas(deployment, severities);
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

function judgeReplicas(deployment: Deployment, { some, none }: ReadinessSeverities): Verdict {
  const { replicas, readyReplicas, metadata } = deployment;
  const on = { apiVersion: 'apps/v1', ...refTo('Deployment', metadata) };
  const mend = looks(deployment);
  if (replicas === 0) {
    const says = `${metadata.name} is scaled to 0 replicas: none runs and none is wanted.`;
    return [{ what: 'scaledToZero', on, severity: none, says, mend }];
  }
  if (readyReplicas === 0) {
    const says = `${metadata.name} has 0 of ${replicas} replicas ready.`;
    return [{ what: 'noneReady', on, severity: none, says, mend }];
  }
  if (readyReplicas < replicas) {
    const says = `${metadata.name} has ${readyReplicas} of ${replicas} replicas ready.`;
    return [{ what: 'someNotReady', on, severity: some, says, mend }];
  }
  return [];
}

function looks({ metadata: { name, namespace = '' } }: Deployment): RemedyIntent[] {
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
