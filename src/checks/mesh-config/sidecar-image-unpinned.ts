import { defineCheck } from '../../model/check.ts';
import { compareVersions } from '../../osm/versions.ts';
import { type ImageKey, judgeImage, versionOfImage } from './judge-image.ts';

const envoyImage: ImageKey = {
  path: 'spec.sidecar.envoyImage',
  variable: 'OSM_DEFAULT_ENVOY_IMAGE',
};

export const sidecarImageUnpinned = defineCheck({
  id: 'OSM4006',
  name: 'sidecar-image-unpinned',
  area: 'mesh-config',
  severity: 'warning',
  title: 'The sidecar image is left to OSM, or set where it must be',
  failTitle: 'The sidecar image is pinned, or empty where it must be set',
  why: 'From v1.0 on an image in MeshConfig stays when the add-on brings a newer Envoy with its security fixes. On v0.11.1 it is the only image there is: empty, no pod of the mesh can be created.',
  remedy:
    'From v1.0 on empty spec.sidecar.envoyImage and restart the workloads of the mesh. On v0.11.1 set it, and never empty it.',
  source:
    'pkg/configurator/methods.go GetEnvoyImage, v1.0.0 to v1.2.4; pkg/injector/patch.go verifyPrerequisites, v0.11.1',
  article: [10],
  reads: ['mesh', 'osmRelease', 'meshConfig'],
  run({ mesh, osmRelease, meshConfig }) {
    return judgeImage({ mesh, osmRelease, meshConfig }, envoyImage, (pinned, own) =>
      isOlder(pinned, own) ? { what: 'pinnedOlder', severity: 'error' } : { what: 'pinned' },
    );
  },
});

/** Only where the tags of both are versions: a digest says nothing of its age. */
function isOlder(pinned: string, own: string | undefined): boolean {
  if (own === undefined) return false;
  const left = versionOfImage(pinned);
  const right = versionOfImage(own);
  return left !== undefined && right !== undefined && compareVersions(left, right) < 0;
}
