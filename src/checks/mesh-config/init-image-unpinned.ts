import { defineCheck } from '../../model/check.ts';
import { judgeImage } from './judge-image.ts';

export const initImageUnpinned = defineCheck({
  id: 'OSM4007',
  name: 'init-image-unpinned',
  area: 'mesh-config',
  severity: 'warning',
  title: 'The init image is left to OSM, or set where it must be',
  failTitle: 'The init image is pinned, or empty where it must be set',
  why: "From v1.0 on an image in MeshConfig stays when OSM is updated, and osm-init has to match the injector's release. On v0.11.1 it is the only image there is: empty, no pod of the mesh can be created.",
  remedy:
    'From v1.0 on empty spec.sidecar.initContainerImage and restart the workloads of the mesh. On v0.11.1 set it, and never empty it.',
  source:
    'pkg/configurator/methods.go GetInitContainerImage, v1.0.0 to v1.2.4; pkg/injector/patch.go verifyPrerequisites, v0.11.1',
  article: [10],
  reads: ['mesh', 'osmRelease', 'meshConfig'],
  run({ mesh, osmRelease, meshConfig }) {
    const key = {
      path: 'spec.sidecar.initContainerImage',
      variable: 'OSM_DEFAULT_INIT_CONTAINER_IMAGE',
    } as const;
    return judgeImage({ mesh, osmRelease, meshConfig }, key, () => ({ what: 'pinned' }));
  },
});
