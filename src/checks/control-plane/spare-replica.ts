import { defineCheck, type Problem } from '../../model/check.ts';
import type { ComponentName, Mesh } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { componentRef } from '../../osm/components.ts';

const scaled: readonly ComponentName[] = ['osm-controller', 'osm-injector'];

export const spareReplica = defineCheck({
  id: 'OSM1005',
  name: 'spare-replica',
  area: 'control-plane',
  severity: 'warning',
  title: 'osm-controller and osm-injector have a spare replica',
  failTitle: 'A part of the control plane has no spare replica',
  why: 'With one replica every node drain is an outage: without osm-injector no pod can be created in meshed namespaces, without osm-controller new sidecars get no configuration.',
  remedy:
    'On AKS raise the minimum of the HorizontalPodAutoscaler to 2: it sets the replicas, so they would not stay. Upstream ships one replica; set two in the values of the chart.',
  source: 'charts/osm/values.yaml v0.11.1 to v1.2.4; AKS release notes 2022-11-06 and 2023-01-08',
  article: [1, 2],
  reads: ['mesh'],
  run({ mesh }) {
    if (scaled.every((component) => mesh.components[component] === undefined)) {
      return { notApplicable: 'Neither osm-controller nor osm-injector exists (OSM1002, OSM1003).' };
    }
    return scaled
      .filter((component) => mesh.components[component]?.replicas === 1)
      .map((component) => single(component, mesh));
  },
});

function single(component: ComponentName, mesh: Mesh): Problem {
  return {
    what: 'oneReplica',
    on: componentRef(mesh, component),
    severity: mesh.origin === 'aks' ? 'warning' : 'info',
    says:
      mesh.origin === 'aks'
        ? `${component} wants 1 replica, where the add-on runs at least 2.`
        : `${component} wants 1 replica, so each restart of its node is an outage.`,
    mend: mesh.origin === 'aks' ? raiseMinimum(component, mesh) : addReplica(component, mesh),
  };
}

function raiseMinimum(component: ComponentName, mesh: Mesh): RemedyIntent[] {
  const { namespace } = mesh;
  const name = `${component}-hpa`;
  return [
    {
      do: 'look',
      does: 'See what its autoscaler wants',
      args: ['get', 'horizontalpodautoscaler', name, '-n', namespace],
    },
    {
      do: 'patch',
      object: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', namespace, name },
      patch: { spec: { minReplicas: 2 } },
      undo: { spec: { minReplicas: 1 } },
      does: 'Let the autoscaler keep at least 2 replicas',
    },
  ];
}

function addReplica(component: ComponentName, mesh: Mesh): RemedyIntent[] {
  return [
    {
      do: 'patch',
      object: componentRef(mesh, component),
      patch: { spec: { replicas: 2 } },
      undo: { spec: { replicas: 1 } },
      does: 'Run 2 replicas; the next upgrade of the chart sets its own number again',
    },
  ];
}
