import { refTo } from '../../model/object-ref.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import type { Effect } from '../../osm/mesh-config/key.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { buildRemedy } from '../../remedies/build-remedy.ts';
import type { Shell } from '../../remedies/quote.ts';
import type { OpenConfig } from './open-config.ts';

/** A workload that has to restart before a change is felt everywhere. */
export interface Restart {
  readonly workload: ObjectRef;
  readonly pods: number;
  readonly command: string;
}

/** What has to restart for a change with this effect; nothing where it is felt by itself. */
export function restartsFor(effect: Effect, open: OpenConfig, shell: Shell): Restart[] {
  const restart = (workload: ObjectRef, pods: number): Restart => ({
    workload,
    pods,
    command: buildRemedy({ do: 'restart', workload }, open.cluster, shell).command,
  });
  if (effect === 'newPods') {
    return byWorkload(open.injected ?? []).map(({ workload, pods }) => restart(workload, pods.length));
  }
  if (effect !== 'controlPlaneRestart') return [];
  const { 'osm-controller': controller, 'osm-injector': injector } = open.mesh.components;
  return [controller, injector].flatMap((deployment) =>
    deployment === undefined
      ? []
      : [
          restart(
            { apiVersion: 'apps/v1', ...refTo('Deployment', deployment.metadata) },
            deployment.replicas,
          ),
        ],
  );
}
