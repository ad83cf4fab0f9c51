import { defineCheck, type Problem } from '../../model/check.ts';
import type { CustomResourceDefinition } from '../../model/custom-resources.ts';
import type { Mesh, OsmRelease } from '../../model/facts.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { restartOf } from '../../osm/components.ts';
import { crdRef } from '../../osm/crds.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { releaseAmong } from '../../osm/facts/osm-release.ts';
import { showVersion } from '../../osm/versions.ts';

export const crdConversion = defineCheck({
  id: 'OSM2010',
  name: 'crd-conversion',
  area: 'admission',
  severity: 'error',
  title: 'No CRD is converted by a webhook that nobody answers',
  failTitle: 'A CRD is converted by a webhook that nobody answers',
  why: 'The API server asks it for each object in another version than the stored one: reads and upgrades fail, and namespaces that hold such objects hang in Terminating.',
  remedy:
    'Restart osm-bootstrap, which resets the conversion to None from 1.1.2 and 1.2.1 on. Where it is gone or older, set the strategy None. Up to 1.0 for all CRDs, and in 1.1.0, 1.1.1 and 1.2.0 for meshconfigs, the webhook is as shipped.',
  source: 'cmd/osm-bootstrap/osm-bootstrap.go, v0.11.1 to v1.2.4; openservicemesh/osm#4466, #4967, #5065',
  explainedBy: ['OSM1004'],
  reads: ['controlPlaneDeployments', 'controlPlaneServices', 'crds'],
  itemwise: ['crds'],
  run({ controlPlaneDeployments, controlPlaneServices, crds }) {
    const [mesh] = meshesAmong(controlPlaneDeployments);
    const converted = crds.filter(({ conversion }) => conversion.strategy === 'Webhook');
    if (mesh === undefined) return converted.map(abandoned);
    const release = releaseAmong(mesh);
    if (release === undefined) {
      return { unknown: 'Which CRDs this release converts is not known: its version cannot be told.' };
    }
    const problems = converted.flatMap((crd) =>
      judgeConversion(crd, controlPlaneServices, { mesh, release }),
    );
    const elsewhere = converted.find(({ conversion }) => conversion.service === undefined);
    if (problems.length > 0 || elsewhere === undefined) return problems;
    return {
      unknown: `${elsewhere.metadata.name} is converted by ${targetOf(elsewhere)} instead of the Service of OSM: whether that answers is not asked.`,
    };
  },
});

interface Running {
  readonly mesh: Mesh;
  readonly release: OsmRelease;
}

function abandoned(crd: CustomResourceDefinition): Problem {
  const { name } = crd.metadata;
  const says = `${name} is still converted by ${targetOf(crd)}, but there is no control plane any more.`;
  return { what: 'leftOver', on: crdRef(name), says, mend: [setNone(name)] };
}

function judgeConversion(
  crd: CustomResourceDefinition,
  services: readonly Service[],
  running: Running,
): Problem[] {
  const { name } = crd.metadata;
  const { release } = running;
  const on = crdRef(name);
  if (!release.convertedByWebhook.includes(name)) {
    const says = `${name} is still converted by ${targetOf(crd)}, which OSM ${showVersion(release.version)} does not do.`;
    return [{ what: 'leftOver', on, says, mend: mendLeftOver(name, running) }];
  }
  const { service } = crd.conversion;
  if (service === undefined) return [];
  const present = services.some(
    ({ metadata }) => metadata.name === service.name && metadata.namespace === service.namespace,
  );
  if (present) return [];
  const says = `${name} is converted by ${targetOf(crd)}, which does not exist.`;
  return [{ what: 'serviceMissing', on, says, mend: [lookAtServices(running.mesh), setNone(name)] }];
}

function targetOf({ conversion: { service } }: CustomResourceDefinition): string {
  return service === undefined
    ? 'a webhook outside the cluster'
    : `Service ${service.namespace}/${service.name}`;
}

/** Bootstrap resets the CRDs of its own release, and only where that release converts none. */
function mendLeftOver(name: string, { mesh, release }: Running): RemedyIntent[] {
  const resets = release.convertedByWebhook.length === 0 && release.crds.some((crd) => crd.name === name);
  if (!resets || mesh.components['osm-bootstrap'] === undefined) return [setNone(name)];
  return [
    restartOf(mesh, 'osm-bootstrap', { does: 'Restart osm-bootstrap, which resets the conversion to None' }),
  ];
}

function setNone(name: string): RemedyIntent {
  return {
    do: 'patch',
    object: crdRef(name),
    patch: { spec: { conversion: { strategy: 'None', webhook: null } } },
    does: 'Stop converting: the API server then changes nothing but the apiVersion',
  };
}

function lookAtServices({ namespace }: Mesh): RemedyIntent {
  return {
    do: 'look',
    does: 'See which Services of osm-bootstrap there are',
    args: ['get', 'services', '-n', namespace, '-l', 'app=osm-bootstrap'],
  };
}
