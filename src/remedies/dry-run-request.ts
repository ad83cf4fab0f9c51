import type { ObjectRef, RemedyIntent } from '../model/remedy.ts';
import type { RbacRule } from '../model/snapshot.ts';
import { isObject, ownValue, sameJson } from './json.ts';

/** A merge patch to try without keeping it, and the right that even trying needs. */
export interface DryRunRequest {
  readonly path: string;
  readonly patch: object;
  readonly rule: RbacRule;
}

interface Served {
  readonly apiVersion: string;
  readonly plural: string;
}

/**
 * Kinds that remedies change, with the group and the plural under which the API server has them. A test holds them
 * against what the checks propose: each is a right to change things.
 */
const kinds: Readonly<Record<string, Served>> = {
  Namespace: { apiVersion: 'v1', plural: 'namespaces' },
  Deployment: { apiVersion: 'apps/v1', plural: 'deployments' },
  StatefulSet: { apiVersion: 'apps/v1', plural: 'statefulsets' },
  DaemonSet: { apiVersion: 'apps/v1', plural: 'daemonsets' },
  CronJob: { apiVersion: 'batch/v1', plural: 'cronjobs' },
  HorizontalPodAutoscaler: { apiVersion: 'autoscaling/v1', plural: 'horizontalpodautoscalers' },
  CustomResourceDefinition: { apiVersion: 'apiextensions.k8s.io/v1', plural: 'customresourcedefinitions' },
  TrafficTarget: { apiVersion: 'access.smi-spec.io/v1alpha3', plural: 'traffictargets' },
  IngressBackend: { apiVersion: 'policy.openservicemesh.io/v1alpha1', plural: 'ingressbackends' },
  Egress: { apiVersion: 'policy.openservicemesh.io/v1alpha1', plural: 'egresses' },
};

/** Whoever makes a pod names its owner: a kind called `constructor` is none of these. */
const kindsByName = new Map(Object.entries(kinds));

const meshConfigPlural = 'meshconfigs';

function meshConfigOf({ apiVersion = '' }: ObjectRef): Served {
  return { apiVersion, plural: meshConfigPlural };
}

/** The rights that trying every remedy takes: to patch each kind that one changes. */
export function patchRules(): RbacRule[] {
  const known = Object.values(kinds).map(({ apiVersion, plural }) => ruleFor(apiVersion, plural));
  return [...known, ruleFor('config.openservicemesh.io/v1alpha2', meshConfigPlural)];
}

function ruleFor(apiVersion: string, plural: string): RbacRule {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return { apiGroups: [group], resources: [plural], verbs: ['patch'] };
}

/**
 * The request behind a remedy's command, as kubectl would send it; undefined for what changes nothing, for
 * deletions, for JSON patches (a dry run sends merge patches alone), and for kinds that are not known here. Pods are
 * none of these: to restart one is to delete it.
 */
export function dryRunRequest(intent: RemedyIntent): DryRunRequest | undefined {
  switch (intent.do) {
    case 'look':
    case 'delete':
    case 'jsonPatch':
      return undefined;
    case 'label':
      return request(intent.on, { metadata: { labels: { [intent.key]: intent.value } } });
    case 'annotate':
      return request(intent.on, { metadata: { annotations: { [intent.key]: intent.value } } });
    case 'patch':
      return request(intent.object, intent.patch);
    case 'restart': {
      const annotations = { 'kubectl.kubernetes.io/restartedAt': '2000-01-01T00:00:00Z' };
      return request(intent.workload, { spec: { template: { metadata: { annotations } } } });
    }
  }
}

function request(object: ObjectRef, patch: object): DryRunRequest | undefined {
  const { kind, name, namespace } = object;
  const known = kind === 'MeshConfig' ? meshConfigOf(object) : kindsByName.get(kind);
  if (known === undefined || known.apiVersion === '') return undefined;
  const { apiVersion, plural } = known;
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return {
    path: `${root}${place}/${plural}/${encodeURIComponent(name)}`,
    patch,
    rule: ruleFor(apiVersion, plural),
  };
}

/** Whether an answer holds all that a merge patch asked for: null means absent, lists are compared whole. */
export function holdsPatch(answer: unknown, patch: unknown): boolean {
  if (patch === null) return answer === undefined || answer === null;
  if (!isObject(patch)) return sameJson(answer, patch);
  return Object.entries(patch).every(([key, wanted]) =>
    holdsPatch(isObject(answer) ? ownValue(answer, key) : undefined, wanted),
  );
}
