import type { Problem, Severity } from '../../model/check.ts';
import type { ExpectedService, Mesh, OsmRelease } from '../../model/facts.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { lookAtPods } from '../../osm/components.ts';
import type { SeenService } from '../../osm/services.ts';

/** The mesh and the release that it runs. */
export interface Installed {
  readonly mesh: Mesh;
  readonly release: OsmRelease;
}

/** Judges a Service that a release has: there and to stay, with its ports, and with somebody behind it. */
export function judgeService(expected: ExpectedService, seen: SeenService, installed: Installed): Problem[] {
  const there = { ...installed, expected, seen };
  const { service } = seen;
  if (service === undefined) return absent(there);
  return [...terminating(service, there), ...ports(service, there), ...endpoints(there)];
}

interface There extends Installed {
  readonly expected: ExpectedService;
  readonly seen: SeenService;
}

/** Without osm-validator policies can't be written, without osm-bootstrap nothing new starts; the rest cuts off pods. */
function severityOf({ name }: ExpectedService): Severity {
  return name === 'osm-validator' || name === 'osm-bootstrap' ? 'error' : 'critical';
}

function absent({ mesh, expected, seen: { is, ready } }: There): Problem[] {
  const { name, component } = expected;
  if (is === 'unlabelled') {
    const says = `Service ${name} has ${ready} ready endpoints but not the label app=${component}, so its ports were not seen.`;
    return [
      { what: 'unlabelled', on: refOf(name, mesh), severity: 'warning', says, mend: [look(name, mesh)] },
    ];
  }
  const says = `Namespace ${mesh.namespace} has no Service ${name}.`;
  return [
    { what: 'missing', on: refOf(name, mesh), severity: severityOf(expected), says, mend: [lookAtAll(mesh)] },
  ];
}

function terminating({ metadata }: Service, { mesh, expected }: There): Problem[] {
  if (metadata.deletionTimestamp === undefined) return [];
  const { name, component } = expected;
  const says = `Service ${name} is being deleted since ${metadata.deletionTimestamp}: once it is gone, nobody reaches ${component} through it.`;
  const severity = severityOf(expected);
  return [{ what: 'terminating', on: refOf(name, mesh), severity, says, mend: [look(name, mesh)] }];
}

function ports(service: Service, { mesh, release, expected }: There): Problem[] {
  const { name } = expected;
  const has = service.ports.map(({ port }) => port);
  const lacks = expected.ports.filter((port) => !has.includes(port));
  if (lacks.length === 0) return [];
  const severity = lacks.every((port) => isSpare(name, port, release)) ? 'warning' : severityOf(expected);
  const says = `Service ${name} lacks port ${lacks.join(', ')}; it has ${has.join(', ') || 'none'}.`;
  return [{ what: 'portMissing', on: refOf(name, mesh), severity, says, mend: [look(name, mesh)] }];
}

/** Ports that only people look at, and 9443 where the release no longer listens on it. */
function isSpare(service: string, port: number, { convertedByWebhook }: OsmRelease): boolean {
  if (service === 'osm-controller') return port !== 15128;
  return port === 9443 && convertedByWebhook.length === 0;
}

function endpoints({ mesh, expected, seen: { slices, ready } }: There): Problem[] {
  if (ready > 0) return [];
  const { name, component } = expected;
  const notReady = slices.reduce((total, slice) => total + slice.notReady, 0);
  const has =
    slices.length === 0 ? 'no EndpointSlice' : `0 ready endpoints and ${notReady} that are not ready`;
  return [
    {
      what: 'noEndpoints',
      on: refOf(name, mesh),
      severity: severityOf(expected),
      says: `Service ${name} has ${has}: nobody reaches ${component} through it.`,
      mend: [
        {
          do: 'look',
          does: 'See its endpoints',
          args: ['get', 'endpointslices', '-n', mesh.namespace, '-l', `kubernetes.io/service-name=${name}`],
        },
        lookAtPods(mesh, component),
      ],
    },
  ];
}

function refOf(name: string, { namespace }: Mesh): ObjectRef {
  return { apiVersion: 'v1', kind: 'Service', namespace, name };
}

function look(name: string, { namespace }: Mesh): RemedyIntent {
  return {
    do: 'look',
    does: 'See its labels, ports and finalizers',
    args: ['get', 'service', name, '-n', namespace, '-o', 'yaml'],
  };
}

function lookAtAll({ namespace }: Mesh): RemedyIntent {
  const selector = 'app in (osm-controller,osm-injector,osm-bootstrap)';
  return {
    do: 'look',
    does: 'See which Services there are',
    args: ['get', 'services', '-n', namespace, '-l', selector],
  };
}
