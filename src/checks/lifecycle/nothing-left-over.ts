import { defineCheck, type Problem } from '../../model/check.ts';
import type { HorizontalPodAutoscaler } from '../../model/controllers.ts';
import type { CustomResourceDefinition } from '../../model/custom-resources.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Namespace } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { crdRef } from '../../osm/crds.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { componentNames, injectionAnnotation, monitoredByLabel, osmObjectLabel } from '../../osm/names.ts';
import { backupOf } from './mesh-objects.ts';

export const nothingLeftOver = defineCheck({
  id: 'OSM9010',
  name: 'nothing-left-over',
  area: 'lifecycle',
  severity: 'warning',
  title: 'Nothing of OSM is left where it was turned off',
  failTitle: 'Things of OSM are left where it was turned off',
  why: 'Turning the add-on off leaves its webhooks, definitions, labels and sidecars. Labels bring a namespace back into a mesh nobody asked for, and definitions keep policies that nobody enforces.',
  remedy:
    'Clean up in this order: the webhooks (OSM2007), which refuse pods; the labels; the sidecars, by restarts (OSM9011); the autoscalers; last of all, after a backup (OSM9009) and once nothing is needed any more, the definitions: deleting them deletes every object of theirs.',
  source:
    'learn.microsoft.com/azure/aks/open-service-mesh-uninstall-add-on and open-service-mesh-istio-migration-guidance, 2026-05; AKS release notes of 21 May 2023 on the autoscalers',
  accept:
    'Whoever is about to turn OSM on again leaves all of it; nothing of it hurts but the webhooks (OSM2007).',
  reads: ['azure', 'controlPlaneDeployments', 'crds', 'horizontalPodAutoscalers', 'namespaces'],
  itemwise: ['crds', 'horizontalPodAutoscalers', 'namespaces'],
  ifInstalled: ['horizontalPodAutoscalers'],
  run({ azure, controlPlaneDeployments, crds, horizontalPodAutoscalers, namespaces }) {
    if (meshesAmong(controlPlaneDeployments).length > 0) {
      return { notApplicable: 'OSM is there: what belongs to it is no left-over.' };
    }
    if (azure.cluster?.osmAddon === true) {
      return {
        notApplicable: 'Azure says that the OSM add-on is on: it is missing (OSM1001), not turned off.',
      };
    }
    return [
      ...namespaces.flatMap(judgeNamespace),
      ...horizontalPodAutoscalers.flatMap(judgeAutoscaler),
      ...judgeDefinitions(crds),
    ];
  },
});

function judgeNamespace({ metadata }: Namespace): Problem[] {
  const { name, labels, annotations, deletionTimestamp } = metadata;
  const monitoredBy = labels[monitoredByLabel];
  if (monitoredBy === undefined || deletionTimestamp !== undefined) return [];
  const on = { apiVersion: 'v1', ...refTo('Namespace', metadata) };
  const injection = annotations[injectionAnnotation];
  const label: RemedyIntent = {
    do: 'label',
    on,
    key: monitoredByLabel,
    value: null,
    was: monitoredBy,
    does: `Take ${name} out of the mesh that is gone`,
  };
  const annotation: RemedyIntent[] =
    injection === undefined
      ? []
      : [
          {
            do: 'annotate',
            on,
            key: injectionAnnotation,
            value: null,
            was: injection,
            does: `Take OSM's word on sidecars off ${name}`,
          },
        ];
  const says = `Namespace ${name} is labelled ${monitoredByLabel}=${monitoredBy}, and no control plane of OSM is on this cluster.`;
  return [{ what: 'label', on, says, mend: [label, ...annotation] }];
}

function judgeAutoscaler({ metadata, target }: HorizontalPodAutoscaler): Problem[] {
  const scalesOsm = target.kind === 'Deployment' && componentNames.some((name) => name === target.name);
  if (!scalesOsm || !/^osm-.*-hpa$/.test(metadata.name)) return [];
  const on = { apiVersion: 'autoscaling/v2', ...refTo('HorizontalPodAutoscaler', metadata) };
  const says = `${metadata.name} scales Deployment ${target.name}, which does not exist any more.`;
  const does = 'Delete it: there is nothing that it could scale';
  return [
    { what: 'autoscaler', on, says, mend: [{ do: 'delete', object: on, does, risk: 'changesCluster' }] },
  ];
}

/** Other meshes use the kinds of SMI too: of those, only what carries a mark of OSM. */
function isOfOsm({ metadata: { name, labels } }: CustomResourceDefinition): boolean {
  return (
    name.endsWith('.openservicemesh.io') ||
    labels[osmObjectLabel.key] === osmObjectLabel.value ||
    'openservicemesh.io/reconcile' in labels
  );
}

function judgeDefinitions(crds: readonly CustomResourceDefinition[]): Problem[] {
  const left = crds.filter((crd) => isOfOsm(crd) && crd.metadata.deletionTimestamp === undefined);
  const names = left.map(({ metadata }) => metadata.name).sort();
  const [first] = names;
  if (first === undefined) return [];
  const backup: RemedyIntent = {
    do: 'look',
    does: 'First make a backup of all their objects: write what this prints to a file',
    args: backupOf(names),
  };
  const deletions = names.map(
    (name): RemedyIntent => ({
      do: 'delete',
      object: crdRef(name),
      does: 'Last of all: delete the definition and with it every object of its kind',
      risk: 'changesCluster',
    }),
  );
  const says = `${names.length} ${names.length === 1 ? 'definition' : 'definitions'} of OSM are left, and no control plane: ${fewOf(names)}.`;
  return [{ what: 'definitions', on: crdRef(first), says, mend: [backup, ...deletions] }];
}
