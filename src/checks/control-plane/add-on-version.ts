import { defineCheck, type Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { componentRef } from '../../osm/components.ts';
import {
  addOnList,
  addOnReleases,
  lastMinorWithAddOn,
  newestAddOn,
  whyTooOld,
} from '../../osm/dated-facts.ts';
import { compareVersions, parseOsmVersion, showVersion } from '../../osm/versions.ts';

export const addOnVersion = defineCheck({
  id: 'OSM1010',
  name: 'add-on-version',
  area: 'control-plane',
  severity: 'info',
  title: 'The add-on runs a release that AKS lists for its Kubernetes',
  failTitle: 'The add-on runs another release than AKS lists',
  why: 'Microsoft sets the release of the add-on with the version of Kubernetes and brings its security fixes that way. An older one lacks them.',
  remedy:
    'Nobody but AKS changes it: upgrade Kubernetes, or ask the support of Azure why the update did not come. Sidecars take the new Envoy only when their pods are restarted.',
  source:
    'learn.microsoft.com/azure/aks/supported-kubernetes-versions, as of the date in src/osm/dated-facts.ts',
  reads: ['mesh', 'osmRelease', 'apiServer'],
  run({ mesh, osmRelease, apiServer }, now) {
    if (mesh.origin !== 'aks') return { notApplicable: 'This mesh is not the add-on of AKS.' };
    const tooOld = whyTooOld(addOnList, now);
    if (tooOld !== undefined) return tooOld;
    const minor = Number(/^v?1\.(\d+)/.exec(apiServer.gitVersion)?.[1] ?? Number.NaN);
    const listed = addOnReleases.findLast(({ fromMinor }) => fromMinor <= minor);
    if (listed === undefined || minor > lastMinorWithAddOn) {
      return {
        unknown: `Which release of the add-on belongs to Kubernetes ${apiServer.gitVersion} is not in the list of this tool: look at ${addOnList.look}.`,
      };
    }
    const { version } = osmRelease;
    const runs = showVersion(version);
    const against = (other: string) => compareVersions(version, parseOsmVersion(other) ?? version);
    if (against(listed.osm) < 0) {
      const says = `The add-on runs ${runs}; AKS lists ${listed.osm} for Kubernetes 1.${minor}.`;
      return [problem('older', mesh, says)];
    }
    if (against(newestAddOn) <= 0) return [];
    const says = `The add-on runs ${runs}, newer than ${newestAddOn}, the newest that this tool has heard of: it is judged as if it were v1.2.4.`;
    return [problem('unheardOf', mesh, says)];
  },
});

function problem(what: string, mesh: Mesh, says: string): Problem {
  const look: RemedyIntent = {
    do: 'look',
    does: 'See the images that the control plane runs',
    args: [
      'get',
      'deployments',
      '-n',
      mesh.namespace,
      '-l',
      'app.kubernetes.io/name=openservicemesh.io',
      '-o',
      'wide',
    ],
  };
  return { what, on: componentRef(mesh, 'osm-controller'), says, mend: [look] };
}
