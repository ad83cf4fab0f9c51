import { defineCheck, type Problem } from '../../model/check.ts';
import type { ComponentName, Mesh } from '../../model/facts.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { componentRef } from '../../osm/components.ts';
import { componentImage } from '../../osm/facts/osm-release.ts';
import { parseImage } from '../../osm/images.ts';
import { componentNames } from '../../osm/names.ts';
import { parseOsmVersion, showVersion } from '../../osm/versions.ts';

export const sameRelease = defineCheck({
  id: 'OSM1009',
  name: 'same-release',
  area: 'control-plane',
  severity: 'error',
  title: 'All parts of the control plane are of one release',
  failTitle: 'Parts of the control plane are of different releases',
  why: 'Releases differ in CRD versions, certificates and the configuration of sidecars: a mixture comes of an upgrade that got stuck and is tested by nobody.',
  remedy:
    'See why the upgrade stopped. Components whose image has no tag, only a digest, are left out of the comparison.',
  source: 'charts/osm/templates/*-deployment.yaml v0.11.1 to v1.2.4: one tag for all components',
  reads: ['mesh'],
  run({ mesh }) {
    const found = componentNames.flatMap((component) => {
      const release = taggedRelease(component, mesh);
      return release === undefined ? [] : [{ component, release }];
    });
    const [first] = found;
    if (first === undefined || found.length < 2) {
      return { notApplicable: `Only ${found.length} of the components has an image with a tag to compare.` };
    }
    const expected = mostFrequent(found.map(({ release }) => release)) ?? first.release;
    const agreeing = found.filter(({ release }) => release === expected).map(({ component }) => component);
    return found
      .filter(({ release }) => release !== expected)
      .map(({ component, release }) => odd(componentRef(mesh, component), release, { agreeing, expected }));
  },
});

/** The release that the image's tag names; another tag as it is. A hotfix of a release is that release. */
function taggedRelease(component: ComponentName, mesh: Mesh): string | undefined {
  const deployment = mesh.components[component];
  const tag = deployment && parseImage(componentImage(deployment) ?? '').tag;
  if (tag === undefined) return undefined;
  const version = parseOsmVersion(tag);
  return version === undefined ? tag : showVersion(version);
}

/** The value that most have; of several the one that comes first. */
function mostFrequent(values: readonly string[]): string | undefined {
  const countOf = (value: string) => values.filter((other) => other === value).length;
  return [...values].sort((a, b) => countOf(b) - countOf(a))[0];
}

function odd(
  on: ObjectRef,
  release: string,
  rest: { readonly agreeing: readonly string[]; readonly expected: string },
): Problem {
  const says = `${on.name} runs ${release}, but ${rest.agreeing.join(' and ')} ${rest.expected}.`;
  return { what: 'otherRelease', on, says, mend: looks(on) };
}

function looks({ name, namespace = '' }: ObjectRef): RemedyIntent[] {
  const ofOsm = 'app.kubernetes.io/name=openservicemesh.io';
  return [
    {
      do: 'look',
      does: 'See whether a rollout is under way or stuck',
      args: ['rollout', 'status', `deployment/${name}`, '-n', namespace, '--watch=false'],
    },
    {
      do: 'look',
      does: 'Compare the images of all parts',
      args: ['get', 'deployments', '-n', namespace, '-l', ofOsm, '-o', 'wide'],
    },
  ];
}
