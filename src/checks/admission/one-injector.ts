import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { Membership, Mesh } from '../../model/facts.ts';
import { refTo } from '../../model/object-ref.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { isLeaving } from '../../osm/injection.ts';
import { isSelected } from '../../osm/label-selector.ts';
import { injectionAnnotation, monitoredByLabel } from '../../osm/names.ts';
import { istioInjectors, istioLabelsOf, type PodInjector, podInjectors } from './istio-injectors.ts';
import { noConfigurations } from './no-configurations.ts';

export const oneInjector = defineCheck({
  id: 'OSM2012',
  name: 'one-injector',
  area: 'admission',
  severity: 'error',
  title: 'No namespace is selected by both OSM and Istio',
  failTitle: 'A namespace is selected by both OSM and Istio',
  why: 'A pod that both inject gets two sidecars and two sets of iptables rules that catch the same traffic: it reaches nobody, or does not start.',
  remedy:
    'Decide which mesh the namespace belongs to and take away the mark of the other: for OSM the label openservicemesh.io/monitored-by and the annotation openservicemesh.io/sidecar-injection, for Istio the label istio.io/rev or istio-injection. Then restart its workloads. Pods that ask for Istio by labels of their own are not seen here.',
  source:
    'pkg/injector/webhook.go v0.11.1 to v1.2.4; Istio documentation of sidecar injection and its chart istiod/templates/mutatingwebhook.yaml; AKS guidance on migrating from OSM to Istio',
  accept:
    'A namespace into which Istio alone injects, and which OSM knows only as a source of ingress, passes with openservicemesh.io/sidecar-injection: disabled.',
  reads: ['mesh', 'meshWebhooks', 'mutatingWebhooks', 'memberships'],
  run({ mesh, meshWebhooks, mutatingWebhooks, memberships }): Verdict {
    const istios = mutatingWebhooks.flatMap(istioInjectors);
    if (istios.length > 0 && meshWebhooks.mutating.length === 0) return noConfigurations(mesh);
    const osms = meshWebhooks.mutating.flatMap(podInjectors);
    const members = memberships
      .filter(takesSidecars)
      .filter((membership) => osms.some((injector) => selects(injector, membership)));
    const problems = members.flatMap((membership) => judge(membership, istios, mesh));
    // Where one without conditions selects it too there is a problem, so these are under conditions alone.
    const undecided = members.find((membership) => istios.some((istio) => selects(istio, membership)));
    if (problems.length > 0 || undecided === undefined) return problems;
    const { name } = undecided.namespace.metadata;
    return {
      unknown: `The injector of Istio selects ${name} under matchConditions, which are not read: whether it injects there was not seen.`,
    };
  },
});

/** Where injection is disabled, as for ingress controllers, only pods that say otherwise get OSM's sidecar. */
function takesSidecars(membership: Membership): boolean {
  const { monitored, system, injection } = membership;
  return monitored && !system && !isLeaving(membership) && injection !== 'disabled';
}

function judge(membership: Membership, istios: readonly PodInjector[], mesh: Mesh): Problem[] {
  const fault = bothSelect(membership, istios, mesh);
  if (fault === undefined) return [];
  const { metadata } = membership.namespace;
  const on = { apiVersion: 'v1', ...refTo('Namespace', metadata) };
  return [{ ...fault, on, mend: mendOf(metadata.name) }];
}

type Fault = Pick<Problem, 'what' | 'says' | 'severity'>;

/** OSM is asked about every pod of a namespace of the mesh; which of them it injects the annotation decides. */
function bothSelect(membership: Membership, istios: readonly PodInjector[], mesh: Mesh): Fault | undefined {
  const { namespace, injection } = membership;
  const { name } = namespace.metadata;
  const labels = istioLabelsOf(namespace.metadata.labels);
  const selecting = istios.filter((injector) => selects(injector, membership));
  const istio = selecting.find((injector) => !isConditional(injector));
  if (istio === undefined) {
    if (labels === '' || selecting.length > 0) return undefined;
    const says = `${name} carries ${labels} beside ${monitoredByLabel}=${mesh.name}; no injector of Istio selects it now, but one that comes would.`;
    return { what: 'bothLabelled', severity: 'info', says };
  }
  const by = `${istio.configuration.metadata.name}${labels === '' ? '' : `, by ${labels}`}`;
  const both = `${name} is of mesh ${mesh.name} and selected by ${by}`;
  if (injection === 'absent') {
    const says = `${both}: pods that carry ${injectionAnnotation}: enabled themselves get two sidecars.`;
    return { what: 'bothSelect', severity: 'warning', says };
  }
  return { what: 'bothInject', says: `${both}: each new pod gets two sidecars.` };
}

/** Pods without labels of their own are what a namespace stands for. */
function selects({ webhook }: PodInjector, { namespace }: Membership): boolean {
  return (
    isSelected(webhook.namespaceSelector, namespace.metadata.labels) && isSelected(webhook.objectSelector, {})
  );
}

function isConditional({ webhook }: PodInjector): boolean {
  return webhook.matchConditions.length > 0;
}

function mendOf(name: string): RemedyIntent[] {
  return [
    {
      do: 'look',
      does: 'See its labels and annotations, and decide which mesh it belongs to',
      args: ['get', 'namespace', name, '-o', 'yaml'],
    },
    {
      do: 'look',
      does: 'See which sidecars its pods have',
      args: ['get', 'pods', '-n', name, '-o', 'jsonpath={.items[*].spec.containers[*].name}'],
    },
  ];
}
