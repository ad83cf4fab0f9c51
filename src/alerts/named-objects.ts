import type { Alert } from '../model/alert.ts';
import type { ObjectRef } from '../model/remedy.ts';

/** What an alert names in the cluster, in small letters. */
export interface NamedObjects {
  readonly namespaces: ReadonlySet<string>;
  /** Values of labels that hold names: of pods, workloads, Services. */
  readonly names: ReadonlySet<string>;
  /** `namespace/name` and names, wherever they stand in its text. */
  readonly words: ReadonlySet<string>;
}

/**
 * Labels and dimensions whose value is a name, without case, spaces and underscores: kube-state-metrics
 * (`exported_namespace`), platform metrics (`namespace`), Container Insights (`Kubernetes namespace`, `ControllerName`).
 * `job` and `service` are not among them: in Prometheus they name whoever exported the metric.
 */
const namespaceLabels: ReadonlySet<string> = new Set([
  'namespace',
  'exportednamespace',
  'kubernetesnamespace',
  'podnamespace',
  'k8snamespace',
]);
const nameLabels: ReadonlySet<string> = new Set([
  'pod',
  'podname',
  'exportedpod',
  'deployment',
  'replicaset',
  'statefulset',
  'daemonset',
  'jobname',
  'controller',
  'controllername',
  'workload',
  'workloadname',
  'ownername',
  'createdbyname',
  'servicename',
  'name',
]);

/** Collects what an alert names. */
export function namedObjects(alert: Alert): NamedObjects {
  const labels = Object.entries(alert.labels).map(
    ([label, value]) => [label.toLowerCase().replace(/[\s_]/g, ''), value.toLowerCase()] as const,
  );
  const text = [alert.rule, alert.description ?? '', ...alert.measured].join(' ').toLowerCase();
  return {
    namespaces: new Set(labels.filter(([label]) => namespaceLabels.has(label)).map(([, value]) => value)),
    names: new Set(labels.filter(([label]) => nameLabels.has(label)).map(([, value]) => value)),
    words: new Set(text.match(/[a-z0-9][a-z0-9./-]*[a-z0-9]/g) ?? []),
  };
}

/** Letters of the suffixes that Kubernetes makes up. Source: apimachinery/pkg/util/rand. */
const made = '[bcdfghjklmnpqrstvwxz2456789]';
const suffixes: Readonly<Record<string, RegExp>> = {
  Deployment: new RegExp(`^-${made}{5,10}(-${made}{5})?$`),
  ReplicaSet: new RegExp(`^-${made}{5}$`),
  DaemonSet: new RegExp(`^-${made}{5}$`),
  Job: new RegExp(`^-${made}{5}$`),
  StatefulSet: /^-\d+$/,
};

/** Whether a name is the object's own or that of a pod of it. */
function isNameOf({ kind, name }: ObjectRef, given: string): boolean {
  const own = name.toLowerCase();
  return given === own || (given.startsWith(own) && (suffixes[kind]?.test(given.slice(own.length)) ?? false));
}

/** The word by which an alert names an object, or undefined. */
export function nameFor(on: ObjectRef, alert: NamedObjects): string | undefined {
  const namespace = on.namespace?.toLowerCase();
  const elsewhere = alert.namespaces.size > 0 && namespace !== undefined && !alert.namespaces.has(namespace);
  if (elsewhere) return undefined;
  const inLabels = on.kind === 'Namespace' ? undefined : [...alert.names].find((name) => isNameOf(on, name));
  return inLabels ?? [...alert.words].find((word) => isNamedBy(on, namespace, word));
}

/** In running text a plain word (`api`, `web`) is no name: it must be `namespace/name` or hold a hyphen. */
function isNamedBy(on: ObjectRef, namespace: string | undefined, word: string): boolean {
  const [first = '', second, more] = word.split('/');
  if (second === undefined) return word.includes('-') && isNameOf(on, word);
  return more === undefined && first === namespace && isNameOf(on, second);
}

/** Namespaces that hold more than the mesh: sharing one with an alert tells nothing. */
const shared: ReadonlySet<string> = new Set(['kube-system', 'default']);

/**
 * The namespace that an object shares with the alert, or undefined. An object beside the one that the alert names has
 * nothing to do with it; the Namespace itself has, since injection is set on it.
 */
export function namespaceFor(on: ObjectRef, alert: NamedObjects): string | undefined {
  const namespace = (on.kind === 'Namespace' ? on.name : on.namespace)?.toLowerCase();
  if (namespace === undefined || shared.has(namespace) || !alert.namespaces.has(namespace)) return undefined;
  return on.kind === 'Namespace' || alert.names.size === 0 ? namespace : undefined;
}
