import { defineCheck, type Problem } from '../../model/check.ts';
import type { CustomResourceDefinition } from '../../model/custom-resources.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { crdRef } from '../../osm/crds.ts';
import { compareVersions, showVersion } from '../../osm/versions.ts';

const meshConfigs = 'meshconfigs.config.openservicemesh.io';
const deprecated = 'v1alpha1';

export const storedVersions = defineCheck({
  id: 'OSM2011',
  name: 'stored-versions',
  area: 'admission',
  severity: 'warning',
  title: 'CRDs store their objects in current versions',
  failTitle: 'A CRD may still store objects in an old version',
  why: 'A version that may be stored cannot be dropped: the API server refuses every change of a CRD whose stored versions are not all listed, so a later upgrade of OSM stops there.',
  remedy:
    'Write each object once, so that it is stored in the current version (kubectl get KIND -A -o yaml | kubectl replace -f -), then take the old version out of status.storedVersions of the CRD (kubectl edit crd NAME --subresource=status).',
  source:
    'cmd/osm-bootstrap/crds v1.1.0 to v1.2.4; Kubernetes documentation on versions of CustomResourceDefinitions',
  reads: ['osmRelease', 'crds'],
  itemwise: ['crds'],
  run({ osmRelease, crds }) {
    const from11 = compareVersions(osmRelease.version, { major: 1, minor: 1, patch: 0 }) >= 0;
    return crds.flatMap((crd) => [
      ...judgeListed(crd),
      ...(from11 ? judgeDeprecated(crd, showVersion(osmRelease.version)) : []),
    ]);
  },
});

function judgeListed(crd: CustomResourceDefinition): Problem[] {
  const unlisted = crd.storedVersions.filter((stored) => !isListed(crd, stored));
  if (unlisted.length === 0) return [];
  const { name } = crd.metadata;
  return [
    {
      what: 'notListed',
      on: crdRef(name),
      severity: 'error',
      says: `${name} may store objects as ${unlisted.join(', ')}, which its versions do not list: the API server refuses every change of this CRD.`,
      mend: looks(name),
    },
  ];
}

function judgeDeprecated(crd: CustomResourceDefinition, release: string): Problem[] {
  const { name } = crd.metadata;
  if (name !== meshConfigs || !crd.storedVersions.includes(deprecated) || !isListed(crd, deprecated))
    return [];
  const says = `${name} may still store objects as ${deprecated}, which is deprecated in OSM ${release}.`;
  return [{ what: 'deprecated', on: crdRef(name), says, mend: looks(name) }];
}

function isListed({ versions }: CustomResourceDefinition, version: string): boolean {
  return versions.some(({ name }) => name === version);
}

function looks(name: string): RemedyIntent[] {
  return [
    {
      do: 'look',
      does: 'See which versions it lists and may store',
      args: ['get', 'crd', name, '-o', 'yaml'],
    },
    { do: 'look', does: 'See which objects would have to be written once', args: ['get', name, '-A'] },
  ];
}
