import { defineCheck, type Problem } from '../../model/check.ts';
import type { CustomResourceDefinition } from '../../model/custom-resources.ts';
import type { ExpectedCrd, Mesh } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { restartOf } from '../../osm/components.ts';
import { crdRef } from '../../osm/crds.ts';
import { showVersion } from '../../osm/versions.ts';

export const crdsEstablished = defineCheck({
  id: 'OSM2009',
  name: 'crds-established',
  area: 'admission',
  severity: 'error',
  title: 'All CRDs that this release needs are there and served',
  failTitle: 'A CRD that this release needs is missing or not served',
  why: 'Without one of the four SMI kinds osm-controller fails its liveness probe and restarts in a loop; without one of the others components do not come up at their next start.',
  remedy:
    'Restart osm-bootstrap, which makes the CRDs at its start; the objects of a deleted CRD are gone and come from your own manifests. The list of the troubleshooting article is that of OSM 0.11 and 1.0.',
  source: 'cmd/osm-bootstrap/crds and pkg/smi/health.go, v0.11.1 to v1.2.4',
  article: [16, 17, 18],
  reads: ['mesh', 'osmRelease', 'crds'],
  run({ mesh, osmRelease, crds }) {
    const release = showVersion(osmRelease.version);
    return osmRelease.crds.flatMap((expected) => {
      const crd = crds.find(({ metadata }) => metadata.name === expected.name);
      if (crd === undefined) return [missing(expected, release, mesh)];
      return [...judgeState(crd), ...judgeVersion(crd, expected, { release, mesh })];
    });
  },
});

function missing({ name }: ExpectedCrd, release: string, mesh: Mesh): Problem {
  const says = `OSM ${release} needs ${name}, which is missing: ${effectOf(name)}.`;
  return { what: 'missing', on: crdRef(name), says, mend: [remake(mesh)] };
}

/** A name that is taken or a deletion under way is not helped by making the CRD anew. */
function judgeState({ metadata, conditions }: CustomResourceDefinition): Problem[] {
  const { name } = metadata;
  const mend = [lookAt(name)];
  if (metadata.deletionTimestamp !== undefined) {
    const says = `${name} is being deleted with all its objects: ${effectOf(name)}.`;
    return [{ what: 'terminating', on: crdRef(name), says, mend }];
  }
  const failing = ['NamesAccepted', 'Established'].filter((type) => conditions[type] !== 'True');
  if (failing.length === 0) return [];
  const says = `${name} is not ready to serve, condition ${failing.join(' and ')} is not True: ${effectOf(name)}.`;
  return [{ what: 'notEstablished', on: crdRef(name), says, mend }];
}

function judgeVersion(
  { metadata: { name }, versions }: CustomResourceDefinition,
  { servedVersion }: ExpectedCrd,
  { release, mesh }: { readonly release: string; readonly mesh: Mesh },
): Problem[] {
  const served = versions.filter((version) => version.served).map((version) => version.name);
  if (served.includes(servedVersion)) return [];
  const says = `${name} serves ${served.join(', ') || 'no version'}, but OSM ${release} uses ${servedVersion}: ${effectOf(name)}.`;
  return [{ what: 'notServed', on: crdRef(name), says, mend: [lookAt(name), remake(mesh)] }];
}

function effectOf(name: string): string {
  return name.endsWith('.smi-spec.io')
    ? 'osm-controller restarts in a loop'
    : 'what needs it does not come up at its next start';
}

function remake(mesh: Mesh): RemedyIntent {
  return restartOf(mesh, 'osm-bootstrap', {
    does: 'Restart osm-bootstrap, which makes the CRDs at its start',
  });
}

function lookAt(name: string): RemedyIntent {
  return { do: 'look', does: 'See its conditions and versions', args: ['describe', 'crd', name] };
}
