import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { NamedObject } from '../../model/custom-resources.ts';
import type { ComponentName, Mesh } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { componentRef } from '../../osm/components.ts';
import { isLive } from '../../osm/injection.ts';

const replicated: readonly ComponentName[] = ['osm-controller', 'osm-injector'];

export const replicasSpread = defineCheck({
  id: 'OSM1014',
  name: 'replicas-spread',
  area: 'control-plane',
  severity: 'warning',
  title: 'Replicas of the control plane are spread over the nodes',
  failTitle: 'Replicas of the control plane share one node or zone',
  why: 'When that node is drained or lost, all replicas go at once: until another starts no pod can be created in meshed namespaces, or new sidecars get no configuration. OSM asks for no spreading, so it is left to the scheduler.',
  remedy:
    'Delete one of the pods while the others are ready: the scheduler usually puts its successor elsewhere. Where taints or room leave it only that node, add nodes to the pool.',
  source:
    'charts/osm/templates/osm-deployment.yaml and osm-injector-deployment.yaml, v0.11.1 to v1.2.4: no anti-affinity; cloud-provider-azure: nodes outside availability zones carry the number of their fault domain as zone',
  reads: ['mesh', 'controlPlanePods', 'nodes'],
  itemwise: ['nodes'],
  run({ mesh, controlPlanePods, nodes }): Verdict {
    const placed = controlPlanePods.filter(
      (pod) => pod.metadata.namespace === mesh.namespace && isLive(pod) && pod.node !== undefined,
    );
    const groups = replicated
      .map((component) => ({
        component,
        pods: placed.filter(({ metadata }) => metadata.labels['app'] === component),
      }))
      .filter(({ pods }) => pods.length > 1);
    if (groups.length === 0) {
      return { notApplicable: 'Neither osm-controller nor osm-injector has two pods on nodes (OSM1005).' };
    }
    const places = placesFor(placed, nodes);
    if (places.size < 2) {
      return { notApplicable: 'The control plane has no second node that its pods are known to fit.' };
    }
    return groups.flatMap((group) => judge(group, places, mesh));
  },
});

interface Replicas {
  readonly component: ComponentName;
  readonly pods: readonly Pod[];
}

/** Zone of each node, by name; undefined where it has none. */
type Places = ReadonlyMap<string, string | undefined>;

/**
 * The nodes that pods of the control plane are known to fit. Taints are not read, but AKS gives all nodes of a pool
 * the same: of a cluster with pools, those of pools that already run such a pod count.
 */
function placesFor(pods: readonly Pod[], nodes: readonly NamedObject[]): Places {
  const used = new Set(pods.map(({ node }) => node));
  const pools = new Set(nodes.filter(({ metadata }) => used.has(metadata.name)).map(poolOf));
  return new Map(nodes.filter((node) => fits(node, pools)).map((node) => [node.metadata.name, zoneOf(node)]));
}

function fits(node: NamedObject, pools: ReadonlySet<string | undefined>): boolean {
  const { labels, deletionTimestamp } = node.metadata;
  return (
    deletionTimestamp === undefined && labels['kubernetes.io/os'] !== 'windows' && pools.has(poolOf(node))
  );
}

function poolOf({ metadata: { labels } }: NamedObject): string | undefined {
  return labels['kubernetes.azure.com/agentpool'];
}

/** Azure gives nodes outside availability zones the number of their fault domain: `0` and not `westeurope-1`. */
function zoneOf({ metadata: { labels } }: NamedObject): string | undefined {
  const { 'topology.kubernetes.io/zone': zone = '' } = labels;
  return /^\d*$/.test(zone) ? undefined : zone;
}

function judge({ component, pods }: Replicas, places: Places, mesh: Mesh): Problem[] {
  const on = componentRef(mesh, component);
  const used = [...new Set(pods.map(({ node = '' }) => node))];
  const [node = ''] = used;
  if (used.length === 1) {
    if (!places.has(node)) return [];
    const says = `All ${pods.length} pods of ${component} are on node ${node}, though ${places.size} nodes are there for them.`;
    return [{ what: 'oneNode', on, says, mend: mend(mesh, component, pods) }];
  }
  const zones = new Set(used.map((name) => places.get(name)));
  const all = new Set([...places.values()].filter((zone) => zone !== undefined));
  const [zone] = zones;
  if (zones.size > 1 || zone === undefined || all.size < 2) return [];
  const says = `All ${pods.length} pods of ${component} are in zone ${zone}, though nodes are there for them in ${all.size} zones.`;
  return [{ what: 'oneZone', on, says, mend: mend(mesh, component, pods) }];
}

/** A pod is only deleted where another is there to do its work. */
function mend({ namespace }: Mesh, component: ComponentName, pods: readonly Pod[]): RemedyIntent[] {
  const look: RemedyIntent = {
    do: 'look',
    does: 'See on which nodes they are',
    args: ['get', 'pods', '-n', namespace, '-l', `app=${component}`, '-o', 'wide'],
  };
  const [pod] = pods;
  if (pod === undefined || !pods.every(isReady)) return [look];
  const workload = refTo('Pod', pod.metadata);
  const does = `Delete one of them while the other is ready: ${component} makes it anew, and the scheduler usually puts it elsewhere`;
  return [look, { do: 'restart', workload, does }];
}

function isReady({ containerStatuses }: Pod): boolean {
  return containerStatuses.length > 0 && containerStatuses.every(({ ready }) => ready);
}
