import { defineCheck } from '../../model/check.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { podsWithSidecars } from '../../osm/injection.ts';
import { describePods, restartWorkload } from '../../osm/mend-workloads.ts';
import { osmObjectLabel } from '../../osm/names.ts';
import { byWorkload } from '../../osm/workloads.ts';

export const sidecarsHaveControlPlane = defineCheck({
  id: 'OSM9011',
  name: 'sidecars-have-control-plane',
  area: 'lifecycle',
  severity: 'critical',
  title: 'No sidecar of OSM outlived its control plane',
  failTitle: 'Sidecars of OSM outlived their control plane',
  why: 'Such a sidecar keeps the last configuration and certificate that it got. The certificate lasts a day unless set otherwise; then its pods reach nobody, and pods made since have no sidecar and are refused.',
  remedy:
    'Delete the webhooks that are left (OSM2007), else no new pod can be created; take the labels off, or set those of Istio; then restart the workloads, servers before clients. Until that is done neither mTLS nor access policy is enforced as it was.',
  source:
    'learn.microsoft.com/azure/aks/open-service-mesh-istio-migration-guidance, 2026-05; serviceCertValidityDuration in pkg/apis/config, v1.2.4',
  explainedBy: ['OSM1001', 'OSM2007'],
  reads: ['azure', 'controlPlaneDeployments', 'pods'],
  itemwise: ['pods'],
  run({ azure, controlPlaneDeployments, pods }) {
    if (meshesAmong(controlPlaneDeployments).length > 0) {
      return { notApplicable: 'A control plane of OSM is there for its sidecars.' };
    }
    const isMeantToBeOn = azure.cluster?.osmAddon === true;
    const why = isMeantToBeOn ? ', though Azure says that the add-on is on (OSM1001)' : '';
    const orphans = podsWithSidecars(pods);
    return byWorkload(orphans).map((group) => ({
      what: 'orphanedSidecar',
      on: group.workload,
      says: `${describePods(group)}: a sidecar of OSM, and no control plane of OSM on this cluster${why}.`,
      mend: isMeantToBeOn
        ? [lookForControlPlane]
        : [lookForWebhooks, restartWorkload(group.workload, { cutsTraffic: true })],
    }));
  },
});

const lookForWebhooks: RemedyIntent = {
  do: 'look',
  does: 'See that no webhook of OSM is left (OSM2007): new pods would be refused',
  args: ['get', 'mutatingwebhookconfigurations'],
};

const lookForControlPlane: RemedyIntent = {
  do: 'look',
  does: 'Have the control plane brought back before anything is restarted: see what is left of it',
  args: ['get', 'deployments', '-A', '-l', `${osmObjectLabel.key}=${osmObjectLabel.value}`],
};
