import { defineFact } from '../../model/derived.ts';
import type { ComponentName, Mesh, OsmRelease, OsmVersion } from '../../model/facts.ts';
import type { Deployment } from '../../model/kubernetes.ts';
import { parseImage } from '../images.ts';
import { parseOsmVersion, releaseOf } from '../versions.ts';

/** The installed release: from the controller's image tag, else its version label; then the other programs. */
export const osmRelease = defineFact({
  name: 'osmRelease',
  from: ['mesh'],
  derive({ mesh }) {
    const release = releaseAmong(mesh);
    if (release !== undefined) return { is: 'known', value: release };
    const [first] = deploymentsOf(mesh);
    const image = first === undefined ? 'unknown' : (componentImage(first) ?? 'unknown');
    return {
      is: 'unknown',
      because: {
        reason: 'incomplete',
        detail: `The version of OSM can't be told: neither the image ${image} nor the label app.kubernetes.io/version of its Deployment names a release.`,
      },
    };
  },
});

/** The release of a mesh, where an image or a label of its Deployments names it. */
export function releaseAmong(mesh: Mesh): OsmRelease | undefined {
  const version = deploymentsOf(mesh)
    .map(versionOf)
    .find((found) => found !== undefined);
  return version === undefined ? undefined : releaseOf(version);
}

function deploymentsOf(mesh: Mesh): Deployment[] {
  const inOrder: readonly ComponentName[] = ['osm-controller', 'osm-injector', 'osm-bootstrap'];
  return inOrder.flatMap((component) => mesh.components[component] ?? []);
}

/** The image of the program that a control-plane Deployment runs: the container named like its `app` label. */
export function componentImage(deployment: Deployment): string | undefined {
  const component = deployment.metadata.labels['app'];
  return deployment.containers.find((container) => container.name === component)?.image;
}

/** The release a control-plane Deployment runs. The image wins over the label, which can go stale. */
function versionOf(deployment: Deployment): OsmVersion | undefined {
  const tag = parseImage(componentImage(deployment) ?? '').tag ?? '';
  return (
    parseOsmVersion(tag) ?? parseOsmVersion(deployment.metadata.labels['app.kubernetes.io/version'] ?? '')
  );
}
