import { humanAge } from './age.ts';
import type { KubernetesObject, Manners } from './cluster.ts';
import type { CustomColumn } from './custom-columns.ts';
import type { ServedKind } from './kinds.ts';
import { podCells } from './pod-columns.ts';
import { isRecord, listAt, recordAt, textAt, valueAt } from './record.ts';

/** A column of a server-printed table; prose descriptions are left empty. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  /** 0 is always shown, 1 only by `kubectl get -o wide`. */
  readonly priority: number;
}

/** The columns of a kind and how their cells are found. */
export interface Printer {
  readonly columns: readonly Column[];
  readonly cells: (object: KubernetesObject, now: string) => unknown[];
}

function column(name: string, type = 'string', priority = 0): Column {
  return { name, type, format: name === 'Name' ? 'name' : '', description: '', priority };
}

function number(object: KubernetesObject, ...path: string[]): number {
  return Number(valueAt(object, ...path) ?? 0);
}

function age(object: KubernetesObject, now: string): string {
  return humanAge(object.metadata.creationTimestamp, now);
}

function pairs(labels: unknown): string {
  const all = Object.entries(recordAt(labels)).map(([key, value]) => `${key}=${value}`);
  return all.sort().join(',') || '<none>';
}

function containers(object: KubernetesObject): string[] {
  const all = listAt(object, 'spec', 'template', 'spec', 'containers');
  return [
    all.map((item) => textAt(item, 'name')).join(','),
    all.map((item) => textAt(item, 'image')).join(','),
  ];
}

function deploymentCells(object: KubernetesObject, now: string): unknown[] {
  const ready = `${number(object, 'status', 'readyReplicas')}/${number(object, 'spec', 'replicas')}`;
  const counts = [number(object, 'status', 'updatedReplicas'), number(object, 'status', 'availableReplicas')];
  const selector = pairs(valueAt(object, 'spec', 'selector', 'matchLabels'));
  return [object.metadata.name, ready, ...counts, age(object, now), ...containers(object), selector];
}

function replicaSetCells(object: KubernetesObject, now: string): unknown[] {
  const counts = [
    number(object, 'spec', 'replicas'),
    number(object, 'status', 'replicas'),
    number(object, 'status', 'readyReplicas'),
  ];
  const selector = pairs(valueAt(object, 'spec', 'selector', 'matchLabels'));
  return [object.metadata.name, ...counts, age(object, now), ...containers(object), selector];
}

function servicePorts(service: KubernetesObject): string {
  const ports = listAt(service, 'spec', 'ports').filter(isRecord);
  const text = (port: Record<string, unknown>): string => {
    const node = port['nodePort'] ? `:${port['nodePort']}` : '';
    return `${port['port']}${node}/${port['protocol'] ?? 'TCP'}`;
  };
  return ports.map(text).join(',') || '<none>';
}

function serviceCells(service: KubernetesObject, now: string): unknown[] {
  const type = textAt(service, 'spec', 'type');
  const ingress = listAt(service, 'status', 'loadBalancer', 'ingress').map(
    (at) => textAt(at, 'ip') || textAt(at, 'hostname'),
  );
  const external = type === 'LoadBalancer' ? ingress.join(',') || '<pending>' : '<none>';
  const address = textAt(service, 'spec', 'clusterIP') || '<none>';
  const selector = pairs(valueAt(service, 'spec', 'selector'));
  return [service.metadata.name, type, address, external, servicePorts(service), age(service, now), selector];
}

const wide = [
  column('Containers', 'string', 1),
  column('Images', 'string', 1),
  column('Selector', 'string', 1),
];

const printers: Record<string, Printer> = {
  'apps/deployments': {
    columns: [
      column('Name'),
      column('Ready'),
      column('Up-to-date'),
      column('Available'),
      column('Age'),
      ...wide,
    ],
    cells: deploymentCells,
  },
  'apps/replicasets': {
    columns: [
      column('Name'),
      column('Desired', 'integer'),
      column('Current', 'integer'),
      column('Ready', 'integer'),
      column('Age'),
      ...wide,
    ],
    cells: replicaSetCells,
  },
  '/services': {
    columns: ['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age']
      .map((name) => column(name))
      .concat(column('Selector', 'string', 1)),
    cells: serviceCells,
  },
  '/namespaces': {
    columns: [column('Name'), column('Status'), column('Age')],
    cells: (object, now) => [object.metadata.name, textAt(object, 'status', 'phase'), age(object, now)],
  },
  'apiextensions.k8s.io/customresourcedefinitions': {
    columns: [column('Name'), { ...column('Created At', 'date') }],
    cells: (object) => [object.metadata.name, object.metadata.creationTimestamp],
  },
};

const plain: Printer = {
  columns: [column('Name'), column('Age')],
  cells: (object, now) => [object.metadata.name, age(object, now)],
};

function podPrinter(manners: Manners): Printer {
  const textual = manners === '1.31';
  const always = [
    column('Name'),
    column('Ready'),
    column('Status'),
    column('Restarts', textual ? 'string' : 'integer'),
    column('Age'),
  ];
  const more = ['IP', 'Node', 'Nominated Node', 'Readiness Gates'].map((name) => column(name, 'string', 1));
  return { columns: [...always, ...more], cells: (pod, now) => podCells(pod, now, textual) };
}

function customPrinter(custom: readonly CustomColumn[]): Printer {
  const columns = custom.map(({ name, type, priority }) => column(name, type, priority));
  return {
    columns: [column('Name'), ...columns],
    cells: (object) => [object.metadata.name, ...custom.map(({ cell }) => cell(object))],
  };
}

/** How a kind is printed; kinds without a printer of their own show name and age. */
export function printerOf(kind: ServedKind, manners: Manners): Printer {
  if (kind.custom?.columns.length) return customPrinter(kind.custom.columns);
  const name = `${kind.group}/${kind.resource}`;
  return name === '/pods' ? podPrinter(manners) : (printers[name] ?? plain);
}
