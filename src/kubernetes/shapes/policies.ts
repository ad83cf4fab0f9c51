import {
  type Json,
  number,
  numberIn,
  object,
  objects,
  optional,
  text,
  textFields,
  texts,
} from '../../model/json.ts';
import type {
  Egress,
  HttpRouteGroup,
  IngressBackend,
  MeshRootCertificate,
  PolicySubject,
  Retry,
  TcpRoute,
  TrafficSplit,
  TrafficTarget,
  UpstreamTrafficSetting,
} from '../../model/policies.ts';
import { metadataOf } from './metadata.ts';

function subjectOf(raw: unknown): PolicySubject {
  const subject = object(raw);
  return {
    kind: text(subject['kind']) ?? '',
    name: text(subject['name']) ?? '',
    ...optional('namespace', text(subject['namespace'])),
  };
}

/** Reads a TrafficTarget. */
export function trafficTargetOf(raw: Json): TrafficTarget {
  const spec = object(raw['spec']);
  return {
    metadata: metadataOf(raw),
    destination: subjectOf(spec['destination']),
    sources: objects(spec['sources']).map(subjectOf),
    rules: objects(spec['rules']).map((rule) => ({
      kind: text(rule['kind']) ?? '',
      name: text(rule['name']) ?? '',
      ...optional('matches', Array.isArray(rule['matches']) ? texts(rule['matches']) : undefined),
    })),
  };
}

/** Reads an HTTPRouteGroup. */
export function httpRouteGroupOf(raw: Json): HttpRouteGroup {
  const { matches } = object(raw['spec']);
  return {
    metadata: metadataOf(raw),
    ...optional('matches', Array.isArray(matches) ? objects(matches).map(matchOf) : undefined),
  };
}

function matchOf(raw: Json): NonNullable<HttpRouteGroup['matches']>[number] {
  return {
    name: text(raw['name']) ?? '',
    ...optional('pathRegex', text(raw['pathRegex'])),
    methods: texts(raw['methods']),
    headers: Object.assign({}, ...objects(raw['headers']).map(textFields)),
  };
}

/** Reads a TCPRoute. */
export function tcpRouteOf(raw: Json): TcpRoute {
  const { ports } = object(object(raw['spec'])['matches']);
  return {
    metadata: metadataOf(raw),
    ...optional('ports', Array.isArray(ports) ? numbers(ports) : undefined),
  };
}

function numbers(values: readonly unknown[]): number[] {
  return values.filter((value) => typeof value === 'number');
}

/** Reads a TrafficSplit. */
export function trafficSplitOf(raw: Json): TrafficSplit {
  const spec = object(raw['spec']);
  return {
    metadata: metadataOf(raw),
    service: text(spec['service']) ?? '',
    backends: objects(spec['backends']).map((backend) => ({
      service: text(backend['service']) ?? '',
      weight: number(backend['weight'], 0),
    })),
  };
}

/** Reads an IngressBackend. */
export function ingressBackendOf(raw: Json): IngressBackend {
  const spec = object(raw['spec']);
  const status = object(raw['status']);
  const currentStatus = text(status['currentStatus']);
  return {
    metadata: metadataOf(raw),
    backends: objects(spec['backends']).map(backendOf),
    sources: objects(spec['sources']).map(subjectOf),
    matches: objects(spec['matches']).length,
    ...optional(
      'status',
      currentStatus === undefined
        ? undefined
        : { currentStatus, ...optional('reason', text(status['reason'])) },
    ),
  };
}

function backendOf(raw: Json): IngressBackend['backends'][number] {
  const port = object(raw['port']);
  const tls = object(raw['tls']);
  const withTls = {
    skipClientCertValidation: tls['skipClientCertValidation'] === true,
    sniHosts: texts(tls['sniHosts']),
  };
  return {
    name: text(raw['name']) ?? '',
    port: number(port['number'], 0),
    protocol: text(port['protocol']) ?? '',
    ...optional('tls', raw['tls'] === undefined ? undefined : withTls),
  };
}

/** Reads an Egress. */
export function egressOf(raw: Json): Egress {
  const spec = object(raw['spec']);
  return {
    metadata: metadataOf(raw),
    sources: objects(spec['sources']).map(subjectOf),
    hosts: texts(spec['hosts']),
    ipAddresses: texts(spec['ipAddresses']),
    ports: objects(spec['ports']).map((port) => ({
      number: number(port['number'], 0),
      protocol: text(port['protocol']) ?? '',
    })),
    matches: objects(spec['matches']).map((match) => ({
      ...optional('apiGroup', text(match['apiGroup'])),
      kind: text(match['kind']) ?? '',
      name: text(match['name']) ?? '',
    })),
  };
}

/** Reads a Retry. */
export function retryOf(raw: Json): Retry {
  const spec = object(raw['spec']);
  const policy = object(spec['retryPolicy']);
  return {
    metadata: metadataOf(raw),
    source: subjectOf(spec['source']),
    destinations: objects(spec['destinations']).map(subjectOf),
    policy: {
      ...optional('retryOn', text(policy['retryOn'])),
      ...optional('perTryTimeout', text(policy['perTryTimeout'])),
      ...optional('numRetries', numberIn(policy, 'numRetries')),
      ...optional('retryBackoffBaseInterval', text(policy['retryBackoffBaseInterval'])),
    },
  };
}

/** Reads an UpstreamTrafficSetting. Rate limits stand for the whole host and for each of its routes. */
export function upstreamTrafficSettingOf(raw: Json): UpstreamTrafficSetting {
  const spec = object(raw['spec']);
  const limits = [spec['rateLimit'], ...objects(spec['httpRoutes']).map((route) => route['rateLimit'])];
  return {
    metadata: metadataOf(raw),
    host: text(spec['host']) ?? '',
    responseStatusCodes: limits.flatMap((limit) => statusCodesIn(object(limit))),
  };
}

/** A host's local limit holds `http` beside `tcp`; a route's is about HTTP anyway. */
function statusCodesIn(limit: Json): number[] {
  const local = object(limit['local']);
  return [local, object(local['http'])].flatMap((part) => numberIn(part, 'responseStatusCode') ?? []);
}

/** Reads a MeshRootCertificate. */
export function meshRootCertificateOf(raw: Json): MeshRootCertificate {
  const spec = object(raw['spec']);
  return {
    metadata: metadataOf(raw),
    providers: Object.keys(object(spec['provider'])).sort(),
    ...optional('trustDomain', text(spec['trustDomain'])),
    ...optional('state', text(object(raw['status'])['state'])),
  };
}
