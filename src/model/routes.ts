import type { ObjectMeta } from './kubernetes.ts';

/** Where a route from outside leads: a Service and one of its ports. */
export interface RouteBackend {
  /** `Service` unless told otherwise; Gateway API can point at other kinds. */
  readonly kind: string;
  /** Absent: the namespace of the route. */
  readonly namespace?: string;
  readonly name: string;
  /** Number or name of the Service's port; a route may leave it out. */
  readonly port?: number | string;
}

/** `networking.k8s.io/v1` Ingress, or `gateway.networking.k8s.io` HTTPRoute. */
export interface Route {
  readonly metadata: ObjectMeta;
  readonly kind: 'Ingress' | 'HTTPRoute';
  /** `spec.ingressClassName` of an Ingress. */
  readonly ingressClass?: string;
  readonly backends: readonly RouteBackend[];
}
