import type { ObjectMeta } from './kubernetes.ts';

/** The kinds of SMI and OSM by which people say what may talk to what. Fields as `sim/kubernetes/crds` has them. */

/** Who is meant: usually a ServiceAccount. Names and kinds are kept as written, however wrong. */
export interface PolicySubject {
  readonly kind: string;
  readonly name: string;
  /** Some schemas make it optional; OSM needs it nearly everywhere. */
  readonly namespace?: string;
}

/** `access.smi-spec.io/v1alpha3` TrafficTarget. */
export interface TrafficTarget {
  readonly metadata: ObjectMeta;
  readonly destination: PolicySubject;
  readonly sources: readonly PolicySubject[];
  /** `matches` is absent where the rule does not list any. */
  readonly rules: readonly {
    readonly kind: string;
    readonly name: string;
    readonly matches?: readonly string[];
  }[];
}

/** `specs.smi-spec.io/v1alpha4` HTTPRouteGroup. */
export interface HttpRouteGroup {
  readonly metadata: ObjectMeta;
  /** Absent where `spec.matches` is. */
  readonly matches?: readonly {
    readonly name: string;
    readonly pathRegex?: string;
    readonly methods: readonly string[];
    /** Header name to regular expression: the schema's list of maps as one. */
    readonly headers: Readonly<Record<string, string>>;
  }[];
}

/** `specs.smi-spec.io/v1alpha4` TCPRoute. */
export interface TcpRoute {
  readonly metadata: ObjectMeta;
  /** Absent where `spec.matches.ports` is. */
  readonly ports?: readonly number[];
}

/** `split.smi-spec.io/v1alpha2` TrafficSplit. */
export interface TrafficSplit {
  readonly metadata: ObjectMeta;
  /** The root Service, as a short name or as a name of DNS. */
  readonly service: string;
  readonly backends: readonly { readonly service: string; readonly weight: number }[];
}

/** `policy.openservicemesh.io/v1alpha1` IngressBackend. */
export interface IngressBackend {
  readonly metadata: ObjectMeta;
  readonly backends: readonly {
    readonly name: string;
    /** The Service's targetPort. */
    readonly port: number;
    readonly protocol: string;
    readonly tls?: { readonly skipClientCertValidation: boolean; readonly sniHosts: readonly string[] };
  }[];
  readonly sources: readonly PolicySubject[];
  /** How many `spec.matches`: OSM does not implement them. */
  readonly matches: number;
  readonly status?: { readonly currentStatus: string; readonly reason?: string };
}

/** `policy.openservicemesh.io/v1alpha1` Egress. */
export interface Egress {
  readonly metadata: ObjectMeta;
  readonly sources: readonly PolicySubject[];
  readonly hosts: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly ports: readonly { readonly number: number; readonly protocol: string }[];
  readonly matches: readonly { readonly apiGroup?: string; readonly kind: string; readonly name: string }[];
}

/** `policy.openservicemesh.io/v1alpha1` Retry. */
export interface Retry {
  readonly metadata: ObjectMeta;
  readonly source: PolicySubject;
  readonly destinations: readonly PolicySubject[];
  /** `spec.retryPolicy`; durations as text. */
  readonly policy: {
    readonly retryOn?: string;
    readonly perTryTimeout?: string;
    readonly numRetries?: number;
    readonly retryBackoffBaseInterval?: string;
  };
}

/** `policy.openservicemesh.io/v1alpha1` UpstreamTrafficSetting. */
export interface UpstreamTrafficSetting {
  readonly metadata: ObjectMeta;
  readonly host: string;
  /** Every `responseStatusCode` of its HTTP rate limits. */
  readonly responseStatusCodes: readonly number[];
}

/** `config.openservicemesh.io/v1alpha2` MeshRootCertificate. Of its provider only which one it is. */
export interface MeshRootCertificate {
  readonly metadata: ObjectMeta;
  /** Keys of `spec.provider`: `tresor`, `vault` or `certManager`. */
  readonly providers: readonly string[];
  readonly trustDomain?: string;
  /** `status.state`, such as `active` or `error`. */
  readonly state?: string;
}
