import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Mesh } from '../../model/facts.ts';
import { refTo } from '../../model/object-ref.ts';
import { restartOf } from '../../osm/components.ts';
import { meshConfigName } from '../../osm/names.ts';
import { placeOf } from './spec-values.ts';

export const meshConfigExists = defineCheck({
  id: 'OSM4001',
  name: 'mesh-config-exists',
  area: 'mesh-config',
  severity: 'critical',
  title: 'MeshConfig osm-mesh-config exists',
  failTitle: 'MeshConfig osm-mesh-config is missing or being deleted',
  why: 'Without it OSM runs on zero values: permissive mode off and egress off, so traffic that no policy allows is refused.',
  remedy:
    'Restart osm-bootstrap: it makes osm-mesh-config anew at its start. What it makes is the preset of the installation; values that users had set since are lost unless somebody kept a copy.',
  source: 'cmd/osm-bootstrap/osm-bootstrap.go and pkg/configurator/client.go, v0.11.1 to v1.2.4',
  article: [8],
  reads: ['mesh', 'meshConfigs'],
  run({ mesh, meshConfigs }) {
    const { namespace } = mesh;
    const inMesh = meshConfigs.filter(({ metadata }) => metadata.namespace === namespace);
    const found = inMesh.find(({ metadata }) => metadata.name === meshConfigName);
    if (found?.metadata.deletionTimestamp !== undefined) return [terminating(found, mesh)];
    if (found !== undefined) return [];
    const others = meshConfigs.map(placeOf);
    const beside = others.length === 0 ? '' : ` (OSM does not read ${others.join(', ')})`;
    return [
      {
        what: 'missing',
        on: { kind: 'MeshConfig', namespace, name: meshConfigName },
        says: `There is no MeshConfig ${meshConfigName} in namespace ${namespace}${beside}.`,
        mend: [
          {
            do: 'look',
            does: 'See the preset from which it will be made',
            args: ['get', 'configmap', 'preset-mesh-config', '-n', namespace, '-o', 'yaml'],
          },
          restartOf(mesh, 'osm-bootstrap', {
            does: 'Restart osm-bootstrap, which makes it from the preset, not with the values that users had set',
          }),
        ],
      },
    ];
  },
});

/** Kubernetes takes no deletion back: it waits for finalizers, and then the object is gone. */
function terminating({ metadata }: MeshConfig, mesh: Mesh): Problem {
  return {
    what: 'terminating',
    on: refTo('MeshConfig', metadata),
    says: `MeshConfig ${meshConfigName} in namespace ${mesh.namespace} is being deleted since ${metadata.deletionTimestamp}: it goes as soon as its finalizers let it.`,
    mend: [
      {
        do: 'look',
        does: 'Keep a copy of its values, and see which finalizers still hold it',
        args: [
          'get',
          'meshconfig.config.openservicemesh.io',
          metadata.name,
          '-n',
          mesh.namespace,
          '-o',
          'yaml',
        ],
      },
      restartOf(mesh, 'osm-bootstrap', {
        does: 'Once it is gone: restart osm-bootstrap, which makes it from the preset; then set the values again',
      }),
    ],
  };
}
