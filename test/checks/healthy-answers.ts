import type { ControlPlaneAnswers } from '../../src/model/deep.ts';
import type { ComponentName } from '../../src/model/facts.ts';
import type { Pod } from '../../src/model/kubernetes.ts';
import { hasSidecar, isLive } from '../../src/osm/injection.ts';
import { componentNames } from '../../src/osm/names.ts';

const paths: Readonly<Record<ComponentName, readonly string[]>> = {
  'osm-controller': ['/health/ready', '/health/alive'],
  'osm-injector': ['/healthz'],
  'osm-bootstrap': ['/healthz'],
};

/** What a program answers on a good day; a controller has so many sidecars connected. */
export function wellAnswered(
  pod: string,
  namespace: string,
  component: ComponentName,
  connected: number,
): ControlPlaneAnswers {
  const metrics = [
    { name: 'osm_proxy_connect_count', labels: {}, value: connected },
    { name: 'osm_proxy_max_connections_rejected', labels: {}, value: 0 },
  ];
  return {
    pod,
    namespace,
    component,
    health: paths[component].map((path) => ({ path, status: 200 })),
    metrics: component === 'osm-controller' ? metrics : [],
  };
}

/** What a control plane that is well answers when it is asked: every sidecar is connected, the first controller has the odd ones. */
export function healthyAnswers(
  controlPlanePods: readonly Pod[],
  pods: readonly Pod[],
): ControlPlaneAnswers[] {
  const running = controlPlanePods.filter((pod) => pod.phase === 'Running' && isLive(pod));
  const of = ({ metadata }: Pod) => componentNames.find((name) => name === metadata.labels['app']);
  const controllers = running.filter((pod) => of(pod) === 'osm-controller');
  const sidecars = pods.filter((pod) => pod.phase === 'Running' && isLive(pod) && hasSidecar(pod)).length;
  const each = Math.floor(sidecars / Math.max(1, controllers.length));
  return running.flatMap((pod) => {
    const component = of(pod);
    const odd = pod === controllers[0] ? sidecars - each * controllers.length : 0;
    const { name, namespace = '' } = pod.metadata;
    return component === undefined ? [] : [wellAnswered(name, namespace, component, each + odd)];
  });
}
