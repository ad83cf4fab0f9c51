import type { ControlPlaneAnswers, HealthAnswer, Metric } from '../../../src/model/deep.ts';
import type { ComponentName } from '../../../src/model/facts.ts';
import { wellAnswered } from '../healthy-answers.ts';

/** Pods of the control plane of healthy-1.2.4, which has four sidecars. */
export const pods = {
  controllers: ['osm-controller-rbqrn6w4qz-9z8wp', 'osm-controller-rbqrn6w4qz-8mcng'],
  injectors: ['osm-injector-qx69dhrf5v-dtcv7', 'osm-injector-qx69dhrf5v-ptmbc'],
  bootstrap: ['osm-bootstrap-p6jhrdnr7w-vxxsn'],
} as const;

const all: readonly (readonly [pod: string, component: ComponentName])[] = [
  ...pods.controllers.map((pod) => [pod, 'osm-controller'] as const),
  ...pods.injectors.map((pod) => [pod, 'osm-injector'] as const),
  ...pods.bootstrap.map((pod) => [pod, 'osm-bootstrap'] as const),
];

/** What all of them answer on a good day, but for the pods named. */
export function answers(
  changed: Readonly<Record<string, (well: ControlPlaneAnswers) => ControlPlaneAnswers>> = {},
): ControlPlaneAnswers[] {
  return all.map(([pod, component]) => {
    const well = wellAnswered(pod, 'kube-system', component, 2);
    return changed[pod]?.(well) ?? well;
  });
}

/** One path answers otherwise. */
export const path =
  (name: string, answer: Omit<HealthAnswer, 'path'>) =>
  (well: ControlPlaneAnswers): ControlPlaneAnswers => ({
    ...well,
    health: well.health.map((one) => (one.path === name ? { path: name, ...answer } : one)),
  });

/** It counted these error codes. */
export const codes =
  (counts: Readonly<Record<string, number>>) =>
  (well: ControlPlaneAnswers): ControlPlaneAnswers => {
    const counted = Object.entries(counts).map(
      ([code, value]): Metric => ({ name: 'osm_error_err_code_count', labels: { err_code: code }, value }),
    );
    return { ...well, metrics: [...(well.metrics ?? []), ...counted] };
  };

/** Metrics of the controller have these values. */
export const counts =
  (values: { readonly connected?: number; readonly rejected?: number }) =>
  (well: ControlPlaneAnswers): ControlPlaneAnswers => ({
    ...well,
    metrics: (well.metrics ?? []).map((metric) => {
      const value = metric.name === 'osm_proxy_connect_count' ? values.connected : values.rejected;
      return value === undefined ? metric : { ...metric, value };
    }),
  });

/** It gave no metrics. */
export function mute({ metrics: _, ...well }: ControlPlaneAnswers): ControlPlaneAnswers {
  return { ...well, noMetrics: 'No answer came in time.' };
}

/** It gave metrics without those that are looked at. */
export function bare(well: ControlPlaneAnswers): ControlPlaneAnswers {
  return { ...well, metrics: [] };
}
