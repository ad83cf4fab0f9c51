import { defineCheck } from '../../model/check.ts';
import { nameOf } from '../../model/object-ref.ts';
import { fullNameBeside, podsByIdentity } from '../../osm/identities.ts';
import { podsWithSidecars } from '../../osm/injection.ts';
import { policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { aimedTargets, lookAtAccounts, namespaceOf, notesIfPermissive, wordsFor } from './policies.ts';

export const defaultAccountClosed = defineCheck({
  id: 'OSM7018',
  name: 'default-account-closed',
  area: 'policy',
  severity: 'warning',
  title: 'No TrafficTarget opens workloads that share an account',
  failTitle: 'A TrafficTarget opens all that run as default',
  why: 'A TrafficTarget opens every pod of its ServiceAccount. All workloads that name none run as default, so one TrafficTarget for default opens them all.',
  remedy: 'Give each workload a ServiceAccount of its own, and write the TrafficTarget for that.',
  source: 'pkg/catalog/inbound_traffic_policies.go and pkg/identity, v0.11.1 to v1.2.4',
  accept: 'It passes where a single workload of the namespace runs as default.',
  reads: ['trafficTargets', 'pods', 'memberships', 'meshConfig'],
  itemwise: ['trafficTargets', 'pods'],
  run({ trafficTargets, pods, memberships, meshConfig }) {
    const running = podsByIdentity(podsWithSidecars(pods));
    const problems = aimedTargets(trafficTargets, memberships).flatMap((target) => {
      if (target.destination.name !== 'default') return [];
      const workloads = byWorkload(running.get(fullNameBeside(target, 'default')) ?? []);
      if (workloads.length < 2) return [];
      const names = listed(workloads.map(({ workload }) => nameOf(workload)));
      return [
        {
          what: 'opensAll',
          on: policyRef('TrafficTarget', target.metadata),
          says: `${wordsFor('TrafficTarget', target)} opens ServiceAccount default, as which ${workloads.length} workloads run: ${names}.`,
          mend: [lookAtAccounts(namespaceOf(target), 'See what runs as default there')],
        },
      ];
    });
    return notesIfPermissive(meshConfig, problems);
  },
});
