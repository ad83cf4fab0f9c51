import { defineCheck, type Problem } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { compareBuilds } from '../../osm/images.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { msSince, podsInMesh, sidecarImageOf } from './meshed-pods.ts';
import { podReplacer } from './replace-pods.ts';

/** While pods of a workload come, its rollout goes on; as long as Kubernetes waits by default. */
const rolloutMs = 600_000;

export const oneSidecarImage = defineCheck({
  id: 'OSM6008',
  name: 'one-sidecar-image',
  area: 'data-plane',
  severity: 'warning',
  title: 'Pods of one workload run the same sidecar image',
  failTitle: 'Pods of one workload run different sidecar images',
  why: 'The replicas of one workload behave differently: some requests meet a fault of the older Envoy and others do not, which is hard to find.',
  remedy: 'Restart the workload: its new pods all get the image of now.',
  source: 'pkg/injector/envoy_container.go, v0.11.1 to v1.2.4: the image is fixed when the pod is created',
  explainedBy: ['OSM6003'],
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }, now) {
    const lasting = byWorkload(podsInMesh(pods, memberships)).filter(
      ({ workload }) => workload.kind !== 'Job',
    );
    const replace = podReplacer(memberships);
    return lasting.flatMap((group) => judgeWorkload(group, now, replace));
  },
});

function judgeWorkload(
  group: WorkloadPods,
  now: Date,
  replace: (group: WorkloadPods) => RemedyIntent,
): Problem[] {
  const { workload, pods } = group;
  const builds = buildsOf(pods);
  if (builds.length < 2 || isRollingOut(pods, now)) return [];
  const told = builds.map(({ image, count }) => `${image} (${count === 1 ? '1 pod' : `${count} pods`})`);
  const { kind, namespace, name } = workload;
  const says = `${kind} ${name} in namespace ${namespace} runs ${builds.length} sidecar images: ${fewOf(told)}.`;
  return [{ what: 'mixed', on: workload, says, mend: [replace(group)] }];
}

/** The different builds among the sidecars and how many pods run each. */
function buildsOf(pods: readonly Pod[]): { image: string; count: number }[] {
  const builds: { image: string; count: number }[] = [];
  const images = Map.groupBy(pods, sidecarImageOf);
  for (const [image, { length: count }] of images) {
    if (image === undefined) continue;
    const known = builds.find((build) => compareBuilds(build.image, image) !== 'different');
    if (known === undefined) builds.push({ image, count });
    else known.count += count;
  }
  return builds;
}

function isRollingOut(pods: readonly Pod[], now: Date): boolean {
  return pods.some(({ metadata }) => msSince(metadata.creationTimestamp, now) < rolloutMs);
}
