import type { ComponentName, OsmVersion } from '../model/facts.ts';

/** Where a program of the control plane tells how it is: as its probes ask. */
export interface HealthPath {
  readonly scheme: 'http' | 'https';
  readonly port: number;
  readonly path: string;
}

/** Port of `/metrics`, in every release (`pkg/constants/constants.go`). */
export const metricsPort = 9091;

/**
 * What the probes ask: chart templates `osm-*-deployment.yaml`. The injector's moved from HTTPS on 9090 and
 * bootstrap's from 9095 to plain HTTP on 9091 with v1.2.0.
 */
export function healthPathsOf(component: ComponentName, { major, minor }: OsmVersion): HealthPath[] {
  const from12 = major > 1 || (major === 1 && minor >= 2);
  switch (component) {
    case 'osm-controller':
      return [
        { scheme: 'http', port: 9091, path: '/health/ready' },
        { scheme: 'http', port: 9091, path: '/health/alive' },
      ];
    case 'osm-injector':
      return [
        from12
          ? { scheme: 'http', port: 9091, path: '/healthz' }
          : { scheme: 'https', port: 9090, path: '/healthz' },
      ];
    case 'osm-bootstrap':
      return [{ scheme: 'http', port: from12 ? 9091 : 9095, path: '/healthz' }];
  }
}
