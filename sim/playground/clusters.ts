import { fileURLToPath } from 'node:url';
import type { ClusterDeclaration } from '../azure/managed-cluster.ts';
import type { SimulatedCluster } from '../kubernetes/cluster.ts';
import { loadCluster } from '../kubernetes/load-cluster.ts';
import { hugeCluster } from './huge-cluster.ts';

/** A cluster to play with. */
export interface PlayCluster {
  readonly name: string;
  readonly about: string;
  readonly declared: ClusterDeclaration;
}

/** The clusters of the playground, each with objects of its own. */
export function playClusters(): readonly PlayCluster[] {
  const play = (
    name: string,
    about: string,
    cluster: SimulatedCluster,
    state: Partial<ClusterDeclaration> = {},
  ): PlayCluster => ({
    name,
    about,
    declared: { controllers: true, ...state, name, cluster: { ...cluster, name } },
  });
  const production = () => fromFile('play-prod');
  return [
    play('prod-cluster', 'Healthy, but for some warnings.', production()),
    play(
      'staging',
      'Namespaces joined to the mesh by half, pods that wait for a restart: the messages say how to mend it.',
      fromFile('play-staging'),
    ),
    play(
      'broken',
      'The injector is down and its webhook fails closed: no pod can be made in the mesh.',
      fromFile('play-broken'),
    ),
    play(
      'legacy',
      'OSM 0.11.1: images pinned in MeshConfig, as it wants them, and sidecars older still.',
      fromFile('play-legacy'),
    ),
    play('forbidden', 'osm-doctor has no rights in Kubernetes here.', production(), { as: 'nobody' }),
    play('asleep', 'Stopped in Azure.', production(), { power: 'Stopped' }),
    play('huge', 'Five thousand pods in a hundred namespaces.', hugeCluster()),
  ];
}

function fromFile(name: string): SimulatedCluster {
  return loadCluster(fileURLToPath(new URL(`../../test/clusters/${name}.yaml`, import.meta.url)));
}
