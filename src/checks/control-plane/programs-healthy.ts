import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { ControlPlaneAnswers, HealthAnswer } from '../../model/deep.ts';
import type { ComponentName, Mesh } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { componentRef, lookAtPods } from '../../osm/components.ts';
import { componentNames } from '../../osm/names.ts';

/** So long a program may take to come up: its probes give it no less. */
const startMs = 2 * 60_000;

export const programsHealthy = defineCheck({
  id: 'OSM1012',
  name: 'programs-healthy',
  area: 'control-plane',
  severity: 'error',
  tier: 'deep',
  title: 'Programs of the control plane say that they are healthy',
  failTitle: 'A program of the control plane says that it is not healthy',
  why: 'The kubelet restarts a program whose liveness fails, and takes one that is not ready out of its Service: sidecars lose their configuration, or pods are refused.',
  remedy:
    'Read its log. osm-controller is unhealthy while one of the SMI kinds is missing (OSM2009) or the API server does not list them.',
  source: 'pkg/health/health.go, pkg/smi/health.go and the probes in charts/osm/templates, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1002', 'OSM1003', 'OSM1004', 'OSM1006', 'OSM2009'],
  reads: ['mesh', 'controlPlanePods', 'controlPlaneAnswers'],
  itemwise: ['controlPlaneAnswers'],
  run({ mesh, controlPlanePods, controlPlaneAnswers }, now) {
    const young = new Set(
      controlPlanePods.filter((pod) => isStarting(pod, now)).map(({ metadata }) => metadata.name),
    );
    const grown = controlPlaneAnswers.filter(({ pod }) => !young.has(pod));
    const problems = componentNames.flatMap((component) => {
      const [first, ...others] = grown.filter((answers) => answers.component === component).flatMap(sickness);
      return first === undefined ? [] : [toProblem(component, first, others.length, mesh)];
    });
    return problems.length > 0 ? problems : whatWasNotSeen(mesh, controlPlaneAnswers);
  },
});

function isStarting({ metadata: { creationTimestamp } }: Pod, now: Date): boolean {
  return creationTimestamp !== undefined && now.getTime() - Date.parse(creationTimestamp) < startMs;
}

/** A pod and the first of its paths that fails. */
interface Sick {
  readonly pod: string;
  readonly path: HealthAnswer;
}

/** What fails for certain: by the kubelet's rule a status of 400 and more, or nobody listens. */
function sickness({ pod, health }: ControlPlaneAnswers): Sick[] {
  const path = health.find(({ status = 0, refused }) => status >= 400 || refused === true);
  return path === undefined ? [] : [{ pod, path }];
}

function isWell({ status = 0 }: HealthAnswer): boolean {
  return status >= 200 && status < 300;
}

/** Every program that should run, and every path of it, must have said that it is well. */
function whatWasNotSeen(mesh: Mesh, answers: readonly ControlPlaneAnswers[]): Verdict {
  for (const component of componentNames) {
    const wanted = mesh.components[component]?.replicas ?? 0;
    const own = answers.filter((each) => each.component === component);
    if (wanted > 0 && own.length === 0) {
      return { unknown: `No pod of ${component} runs that could be asked (OSM1002 to OSM1004).` };
    }
    const blank = own.find(({ health }) => health.length === 0);
    if (blank !== undefined) {
      return { unknown: `The image of ${blank.pod} names no release, so its health paths are not known.` };
    }
    const unclear = own.flatMap(({ pod, health }) =>
      health.filter((path) => !isWell(path)).map((path) => `${path.path} of ${pod} ${wordsOf(path)}`),
    )[0];
    if (unclear !== undefined) return { unknown: `${unclear}: that tells nothing about the program.` };
  }
  return answers.length === 0 ? { unknown: 'No pod of the control plane runs that could be asked.' } : [];
}

function toProblem(component: ComponentName, { pod, path }: Sick, others: number, mesh: Mesh): Problem {
  const more = others === 0 ? '' : ` (${others} more of its pods too)`;
  return {
    what: path.refused === true ? 'nobodyListens' : 'unhealthy',
    on: componentRef(mesh, component),
    says: `${path.path} of ${pod} ${wordsOf(path)}${more}.`,
    mend: [
      lookAtPods(mesh, component),
      {
        do: 'look',
        does: 'Read its log',
        args: ['logs', pod, '-n', mesh.namespace, '-c', component, '--tail=100'],
      },
    ],
  };
}

function wordsOf({ status, refused, says }: HealthAnswer): string {
  const words = says === undefined || says === '' ? '' : `: ${JSON.stringify(says)}`;
  if (refused === true) return 'is not served: nothing listens on its port';
  return status === undefined ? `gave no answer${words}` : `answers ${status}${words}`;
}
