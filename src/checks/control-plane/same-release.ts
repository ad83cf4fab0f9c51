import { defineCheck, type Problem } from '../../model/check.ts';
import type { ComponentName, Mesh } from '../../model/facts.ts';
import type { Deployment } from '../../model/kubernetes.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { componentRef } from '../../osm/components.ts';
import { componentImage } from '../../osm/facts/osm-release.ts';
import { parseImage } from '../../osm/images.ts';
import { componentNames } from '../../osm/names.ts';
import { isRollingOut } from '../../osm/rollouts.ts';
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
    'See why the upgrade stopped. Of a component whose image has no tag, only a digest, the label app.kubernetes.io/version counts.',
  source: 'charts/osm/templates/*-deployment.yaml v0.11.1 to v1.2.4: one tag for all components',
  reads: ['mesh'],
  run({ mesh }, now) {
    const parts = componentNames.flatMap((component) => partOf(mesh, component));
    const problems = judgeReleases(parts, now);
    if (problems.length > 0) return problems;
    const unnamed = parts.filter(({ release }) => release === undefined);
    if (unnamed.length > 0) {
      const names = unnamed.map(({ on }) => on.name).join(' and ');
      return {
        unknown: `Neither the image nor the label app.kubernetes.io/version of ${names} tells a release.`,
      };
    }
    if (parts.length >= 2) return [];
    return { notApplicable: 'Only one component is there (OSM1002 to OSM1004): nothing to compare it with.' };
  },
});

interface Part {
  readonly on: ObjectRef;
  readonly deployment: Deployment;
  readonly release: string | undefined;
}

function partOf(mesh: Mesh, component: ComponentName): Part[] {
  const deployment = mesh.components[component];
  if (deployment === undefined) return [];
  return [{ on: componentRef(mesh, component), deployment, release: namedRelease(deployment) }];
}

function judgeReleases(parts: readonly Part[], now: Date): Problem[] {
  const expected = mostFrequent(parts.flatMap(({ release }) => release ?? []));
  const agreeing = parts.filter(({ release }) => release === expected).map(({ on }) => on.name);
  const others = `${agreeing.join(' and ')} ${expected}`;
  const upgrading = parts.some(({ deployment }) => isRollingOut(deployment, now));
  return parts.flatMap(({ on, release }) =>
    release === undefined || release === expected ? [] : [odd(on, release, others, upgrading)],
  );
}

/**
 * The release that the image's tag names; another tag as it is. A hotfix of a release is that release. An image with
 * a digest alone tells nothing: then the label of the Deployment counts.
 */
function namedRelease(deployment: Deployment): string | undefined {
  const { tag } = parseImage(componentImage(deployment) ?? '');
  const version = parseOsmVersion(tag ?? deployment.metadata.labels['app.kubernetes.io/version'] ?? '');
  return version === undefined ? tag : showVersion(version);
}

/** The value that most have; of several the one that comes first. */
function mostFrequent(values: readonly string[]): string | undefined {
  const countOf = (value: string) => values.filter((other) => other === value).length;
  return [...values].sort((a, b) => countOf(b) - countOf(a))[0];
}

function odd(on: ObjectRef, release: string, others: string, upgrading: boolean): Problem {
  const differs = `${on.name} runs ${release}, but ${others}`;
  if (!upgrading) return { what: 'otherRelease', on, says: `${differs}.`, mend: looks(on) };
  const says = `${differs}; a rollout made progress within the last 10 minutes.`;
  return { what: 'otherRelease', on, severity: 'warning', says, mend: looks(on) };
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
