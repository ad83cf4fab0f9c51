import { defineFact } from '../../model/derived.ts';
import type { Membership, Mesh } from '../../model/facts.ts';
import type { Namespace } from '../../model/kubernetes.ts';
import { readInjection } from '../injection.ts';
import { ignoreLabel, injectionAnnotation, monitoredByLabel } from '../names.ts';

/**
 * How each namespace stands towards the mesh. In a run of one namespace the control plane is not read; its label
 * is then taken at its word, and `byLabelAlone` says so.
 */
export const memberships = defineFact({
  name: 'memberships',
  from: ['namespaces'],
  whenAsked: ['mesh'],
  derive({ namespaces, mesh }) {
    return { is: 'known', value: namespaces.map((namespace) => membershipOf(namespace, mesh)) };
  },
});

function membershipOf(namespace: Namespace, mesh: Mesh | undefined): Membership {
  const { name, labels, annotations } = namespace.metadata;
  const monitoredBy = labels[monitoredByLabel];
  return {
    namespace,
    ...(monitoredBy === undefined ? {} : { monitoredBy }),
    monitored: mesh === undefined ? monitoredBy !== undefined : monitoredBy === mesh.name,
    byLabelAlone: mesh === undefined,
    ignored: ignoreLabel in labels,
    injection: readInjection(annotations[injectionAnnotation]),
    system: name === 'kube-system' || name === 'kube-public' || name === mesh?.namespace,
  };
}
