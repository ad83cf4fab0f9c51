import type { Probe } from '../../model/kubernetes.ts';

/** To which of Envoy's ports the injector leads probes of each type (`pkg/injector/health_probes.go`). */
export const probePorts: { readonly [P in Probe['is']]: number } = {
  liveness: 15901,
  readiness: 15902,
  startup: 15903,
};

/** Port of osm-healthcheck, to which tcpSocket probes are led from 1.1 on. */
export const healthcheckPort = 15904;
