import type { ControlPlaneAnswers } from '../model/deep.ts';

/** Names of OSM's own metrics (`pkg/metricsstore/metricsstore.go`, v0.11.1 to v1.2.4). */
export const errorCodeMetric = 'osm_error_err_code_count';
/** Gauge of each controller: sidecars that have a stream to it. */
export const connectedMetric = 'osm_proxy_connect_count';
/** Counter of each controller: sidecars turned away for maxDataPlaneConnections. */
export const rejectedMetric = 'osm_proxy_max_connections_rejected';

/** What the controllers of the mesh count together. */
export type Counted =
  /** `byPod`: what each of them counts. */
  | { readonly is: 'counted'; readonly sum: number; readonly byPod: ReadonlyMap<string, number> }
  /** A controller told nothing, or something that is no count. */
  | { readonly is: 'unknown'; readonly because: string };

/**
 * Adds up a metric without labels over all controllers. A counter that a release does not have counts as `otherwise`;
 * without that, a missing metric is unknown.
 */
export function countAtControllers(
  answers: readonly ControlPlaneAnswers[],
  name: string,
  otherwise?: number,
): Counted {
  const controllers = answers.filter(({ component }) => component === 'osm-controller');
  if (controllers.length === 0) {
    return { is: 'unknown', because: 'No pod of osm-controller runs that could be asked (OSM1002).' };
  }
  const byPod = new Map<string, number>();
  for (const { pod, metrics, noMetrics } of controllers) {
    if (metrics === undefined) {
      return { is: 'unknown', because: `The metrics of ${pod} did not come: ${noMetrics ?? 'no answer.'}` };
    }
    const value = metrics.find((metric) => metric.name === name)?.value ?? otherwise;
    if (value === undefined) {
      return { is: 'unknown', because: `The metrics of ${pod} hold no ${name}.` };
    }
    if (!(value >= 0)) {
      return {
        is: 'unknown',
        because: `${pod} counts ${value} for ${name}, which cannot be: OSM counts a sidecar's end even where its start was refused. A restart of osm-controller puts it right.`,
      };
    }
    byPod.set(pod, value);
  }
  return { is: 'counted', sum: [...byPod.values()].reduce((one, other) => one + other, 0), byPod };
}
