import { breakages } from '../kubernetes/controllers/breakages.ts';
import type { RunningCluster } from '../kubernetes/server.ts';
import type { Switch } from './switch.ts';

/** What can be broken in the mesh of a cluster, as switches. The cluster must have been started with controllers. */
export function meshSwitches(name: string, kubernetes: RunningCluster): readonly Switch[] {
  return breakages.map(({ id, title, about, isBroken, breaks, heals }) => ({
    id: `${id}:${name}`,
    title,
    about,
    cluster: name,
    isOn: () => isBroken(kubernetes),
    set: (on) => (on ? breaks(kubernetes) : heals(kubernetes)),
  }));
}
