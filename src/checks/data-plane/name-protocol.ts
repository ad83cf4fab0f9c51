import { refTo } from '../../model/object-ref.ts';
import type { JsonPatchOperation, ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import type { MeshedPort } from './meshed-ports.ts';

/** The Service that a finding about its ports stands on. */
export function serviceRef({ service }: MeshedPort): ObjectRef {
  return { apiVersion: 'v1', ...refTo('Service', service.metadata) };
}

/** `port 5432 (spec.ports[0])`. */
export function namePort({ port, index }: MeshedPort): string {
  return `port ${port.port} (spec.ports[${index}])`;
}

/**
 * Writes appProtocol on ports of one Service. Each operation comes behind a test of its place in the list; the undo
 * restores what was found. With `enforced` the ports change from HTTP's policies to TCP's or back.
 */
export function nameProtocols(
  named: readonly { readonly of: MeshedPort; readonly protocol: string }[],
  { enforced }: { readonly enforced: boolean },
): RemedyIntent[] {
  const [first] = named;
  if (first === undefined) return [];
  const protocols = [...new Set(named.map(({ protocol }) => protocol))].join(' and ');
  const policies = enforced
    ? '; TrafficTargets must allow it by the kind of that protocol first: TCPRoute for tcp, HTTPRouteGroup for http'
    : '';
  return [
    {
      do: 'jsonPatch',
      object: serviceRef(first.of),
      patch: named.flatMap(({ of, protocol }) => [
        testOf(of),
        { op: 'add', path: pathOf(of), value: protocol } as const,
      ]),
      undo: named.flatMap(({ of }) => [testOf(of), undoOf(of)]),
      does: `Name the protocol of ${named.map(({ of }) => namePort(of)).join(', ')}: ${protocols}${policies}`,
      ...(enforced ? { risk: 'cutsTraffic' } : {}),
    },
  ];
}

function pathOf({ index }: MeshedPort): string {
  return `/spec/ports/${index}/appProtocol`;
}

function testOf({ index, port }: MeshedPort): JsonPatchOperation {
  return { op: 'test', path: `/spec/ports/${index}/port`, value: port.port };
}

function undoOf(of: MeshedPort): JsonPatchOperation {
  const { appProtocol } = of.port;
  const path = pathOf(of);
  return appProtocol === undefined ? { op: 'remove', path } : { op: 'replace', path, value: appProtocol };
}

/** Shows the ports of a Service. */
export function lookAtPorts({ service }: MeshedPort, does: string): RemedyIntent {
  const { name, namespace = '' } = service.metadata;
  return {
    do: 'look',
    does,
    args: ['get', 'service', name, '-n', namespace, '-o', 'jsonpath={.spec.ports}'],
  };
}
