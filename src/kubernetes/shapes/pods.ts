import { defined, type Json, number, numberIn, object, objects, text, texts } from '../../model/json.ts';
import type { Container, ContainerStatus, Pod, Probe } from '../../model/kubernetes.ts';
import { componentNames } from '../../osm/names.ts';
import { metadataOf, metadataWithLabelsOf } from './metadata.ts';

/** Reads a `v1` Pod. */
export function podOf(raw: Json): Pod {
  const spec = object(raw['spec']);
  const status = object(raw['status']);
  return defined({
    metadata: metadataOf(raw),
    phase: text(status['phase']) ?? 'Unknown',
    reason: text(status['reason']),
    hostNetwork: spec['hostNetwork'] === true,
    os: text(object(spec['nodeSelector'])['kubernetes.io/os']),
    serviceAccount: text(spec['serviceAccountName']) ?? 'default',
    node: text(spec['nodeName']),
    startTime: text(status['startTime']),
    ...securityOf(spec['securityContext']),
    containers: objects(spec['containers']).map(containerOf),
    initContainers: objects(spec['initContainers']).map(containerOf),
    volumes: objects(spec['volumes']).flatMap((volume) => text(volume['name']) ?? []),
    containerStatuses: objects(status['containerStatuses']).map(containerStatusOf),
    initContainerStatuses: objects(status['initContainerStatuses']).map(containerStatusOf),
  });
}

/**
 * Lists in a Pod that `podOf` leaves aside, half of its text; and `env`, of which it keeps only what OSM's own programs
 * are told, which are read as pods of the control plane.
 */
export const unreadInPods = ['conditions', 'env', 'tolerations', 'volumeMounts'];

/** Reads a pod of the control plane with all its labels: a disruption budget may select it by any of them. */
export function controlPlanePodOf(raw: Json): Pod {
  return { ...podOf(raw), metadata: metadataWithLabelsOf(raw) };
}

/** Reads a container of a pod or of a pod template. */
export function containerOf(raw: Json): Container {
  return defined({
    name: text(raw['name']) ?? '',
    image: text(raw['image']) ?? '',
    env: imageDefaults(raw['env']),
    args: providerArguments(raw),
    ports: objects(raw['ports']).flatMap((port) => numberIn(port, 'containerPort') ?? []),
    probes: probesOf(raw),
    ...securityOf(raw['securityContext']),
  });
}

function probesOf({ livenessProbe, readinessProbe, startupProbe }: Json): Probe[] {
  const probes = [
    probeOf('liveness', livenessProbe),
    probeOf('readiness', readinessProbe),
    probeOf('startup', startupProbe),
  ];
  return probes.filter((probe) => probe !== undefined);
}

const handlers = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const;

function probeOf(is: Probe['is'], raw: unknown): Probe | undefined {
  if (raw === undefined) return undefined;
  const probe = object(raw);
  const by = handlers.find((handler) => handler in probe);
  if (by === undefined) return undefined;
  const { port, path } = object(probe[by]);
  return defined({
    is,
    by,
    port: typeof port === 'number' || typeof port === 'string' ? port : undefined,
    osmPath: typeof path === 'string' && path.startsWith('/osm-') ? path : undefined,
  });
}

function securityOf(raw: unknown): { runAsUser: number | undefined; runAsNonRoot: boolean | undefined } {
  const context = object(raw);
  const { runAsNonRoot } = context;
  return {
    runAsUser: numberIn(context, 'runAsUser'),
    runAsNonRoot: typeof runAsNonRoot === 'boolean' ? runAsNonRoot : undefined,
  };
}

/**
 * Arguments can be secrets; of OSM's own programs, those that decide about the certificate provider are kept, which
 * somebody may have written behind the command as well.
 */
function providerArguments({ name, command, args }: Json): string[] {
  if (!componentNames.some((component) => component === name)) return [];
  const given = [...texts(command), ...texts(args)];
  return given.filter(
    (argument, index) => isProviderFlag(argument) || given[index - 1] === '--certificate-manager',
  );
}

function isProviderFlag(argument: string): boolean {
  return ['--certificate-manager', '--enable-mesh-root-certificate'].some(
    (flag) => argument === flag || argument.startsWith(`${flag}=`),
  );
}

/** Environment values can be secrets; OSM's own image defaults are the only ones kept. */
function imageDefaults(env: unknown): Record<string, string> {
  const defaults: Record<string, string> = {};
  for (const variable of objects(env)) {
    const name = text(variable['name']) ?? '';
    const value = text(variable['value']);
    if (name.startsWith('OSM_DEFAULT_') && value !== undefined) defaults[name] = value;
  }
  return defaults;
}

function containerStatusOf(raw: Json): ContainerStatus {
  const state = object(raw['state']);
  const waiting = object(state['waiting']);
  const ended = state['terminated'];
  const terminated = object(raw['lastState'])['terminated'];
  return defined({
    name: text(raw['name']) ?? '',
    ready: raw['ready'] === true,
    restartCount: number(raw['restartCount'], 0),
    waitingReason: text(waiting['reason']),
    startedAt: text(object(state['running'])['startedAt']),
    terminated: ended === undefined ? undefined : terminationOf(object(ended)),
    lastTermination: terminated === undefined ? undefined : terminationOf(object(terminated)),
  });
}

function terminationOf(raw: Json): NonNullable<ContainerStatus['lastTermination']> {
  return defined({
    reason: text(raw['reason']),
    exitCode: numberIn(raw, 'exitCode'),
    finishedAt: text(raw['finishedAt']),
  });
}
