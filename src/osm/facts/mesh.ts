import { defineFact } from '../../model/derived.ts';
import type { ComponentName, Mesh } from '../../model/facts.ts';
import type { Deployment } from '../../model/kubernetes.ts';
import { componentNames, osmObjectLabel } from '../names.ts';

/** Namespaces in which Microsoft installs OSM: the AKS add-on and the Azure Arc extension. */
const managed: Readonly<Record<string, 'aks' | 'arc'>> = { 'kube-system': 'aks', 'arc-osm-system': 'arc' };

/** Finds the mesh by its Deployments' labels; where there are several, Microsoft's own comes first. */
export const mesh = defineFact({
  name: 'mesh',
  from: ['controlPlaneDeployments'],
  derive({ controlPlaneDeployments }) {
    const [first] = meshesAmong(controlPlaneDeployments);
    return first === undefined
      ? { is: 'notApplicable', because: 'No control plane of Open Service Mesh was found on this cluster.' }
      : { is: 'known', value: first };
  },
});

/**
 * Whether a Deployment with such a label `app` is of OSM. Anybody may write that label, so it takes OSM's name label
 * or its container as well; all releases have both (`charts/osm/templates/*-deployment.yaml`).
 */
function isOfControlPlane({ metadata: { labels }, containers }: Deployment): boolean {
  const labelled = labels[osmObjectLabel.key] === osmObjectLabel.value;
  return labelled || containers.some(({ name }) => name === labels['app']);
}

/** All Deployments of one program of a mesh; one, unless somebody copied it. */
export function deploymentsOf(
  { namespace }: Mesh,
  component: ComponentName,
  deployments: readonly Deployment[],
): Deployment[] {
  return deployments
    .filter(isOfControlPlane)
    .filter(({ metadata }) => metadata.namespace === namespace && metadata.labels['app'] === component);
}

/** All meshes on a cluster, one for each namespace with a Deployment of the control plane; the add-on's first. */
export function meshesAmong(deployments: readonly Deployment[]): Mesh[] {
  const ofOsm = deployments.filter(isOfControlPlane);
  const namespaces = [...new Set(ofOsm.flatMap((deployment) => deployment.metadata.namespace ?? []))];
  return namespaces
    .map((namespace) => meshIn(namespace, ofOsm))
    .sort((a, b) => rank(a) - rank(b) || a.namespace.localeCompare(b.namespace));
}

function meshIn(namespace: string, deployments: readonly Deployment[]): Mesh {
  const here = deployments.filter((deployment) => deployment.metadata.namespace === namespace);
  const ofComponent = (component: ComponentName) => {
    const own = here.filter(({ metadata }) => metadata.labels['app'] === component);
    return own.find(({ metadata }) => metadata.name === component) ?? own[0];
  };
  const components = Object.fromEntries(
    componentNames.flatMap((component) => {
      const deployment = ofComponent(component);
      return deployment === undefined ? [] : [[component, deployment]];
    }),
  );
  return { name: meshName(here), namespace, origin: managed[namespace] ?? 'upstream', components };
}

/** Label `meshName`, else the chart's instance label; `osm` is the chart's default and the add-on's only name. */
function meshName(deployments: readonly Deployment[]): string {
  const labels = deployments.map((deployment) => deployment.metadata.labels);
  return (
    labels.flatMap((of) => of['meshName'] ?? [])[0] ??
    labels.flatMap((of) => of['app.kubernetes.io/instance'] ?? [])[0] ??
    'osm'
  );
}

/** Microsoft's first; then a mesh with a controller before a rest of one. */
function rank(of: Mesh): number {
  const origins = { aks: 0, arc: 1, upstream: 2 } as const;
  return origins[of.origin] * 2 + (of.components['osm-controller'] === undefined ? 1 : 0);
}
