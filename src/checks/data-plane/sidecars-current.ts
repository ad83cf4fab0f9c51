import { defineCheck, type Problem } from '../../model/check.ts';
import type { SidecarImage } from '../../model/facts.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { compareBuilds, parseImage } from '../../osm/images.ts';
import { describePods } from '../../osm/mend-workloads.ts';
import { compareVersions, parseOsmVersion } from '../../osm/versions.ts';
import { byWorkload, isOfJob, type WorkloadPods } from '../../osm/workloads.ts';
import { podsInMesh, sidecarImageOf } from './meshed-pods.ts';
import { podReplacer } from './replace-pods.ts';

export const sidecarsCurrent = defineCheck({
  id: 'OSM6003',
  name: 'sidecars-current',
  area: 'data-plane',
  severity: 'warning',
  title: 'Sidecars run the image that new pods get',
  failTitle: 'Sidecars run another image than new pods get',
  why: 'An update of the add-on brings a newer Envoy to new pods alone: those that run go on with the old one and its security faults until they are replaced.',
  remedy:
    'Restart the workloads in batches, each Deployment a few pods at a time. Where new pods would get an older image, look at the pinned one first (OSM4006).',
  source:
    'pkg/configurator/methods.go GetEnvoyImage, v1.0.0 to v1.2.4; Azure/AKS#3810 and #3814: users are told to restart meshed pods',
  explainedBy: ['OSM4006'],
  reads: ['memberships', 'pods', 'sidecarImage'],
  itemwise: ['pods'],
  run({ memberships, pods, sidecarImage }) {
    const judged = podsInMesh(pods, memberships).filter(isJudged);
    const compared = new Map(
      [...new Set(judged.map(sidecarImageOf))].map((image) => [
        image,
        compareBuilds(image ?? sidecarImage.image, sidecarImage.image),
      ]),
    );
    const those = (is: ReturnType<typeof compareBuilds>): Pod[] =>
      judged.filter((pod) => compared.get(sidecarImageOf(pod)) === is);
    const different = those('different');
    const replace = podReplacer(memberships);
    const problems = byWorkload(different).map((group) => judgeWorkload(group, sidecarImage, replace));
    const [undecided] = those('undecided');
    if (problems.length > 0 || undecided === undefined) return problems;
    return {
      unknown: `Pod ${undecided.metadata.namespace}/${undecided.metadata.name} runs ${sidecarImageOf(undecided)} and new pods get ${sidecarImage.image}: a digest and a tag do not tell whether they are the same.`,
    };
  },
});

/** The pods of a Job end by themselves, and sidecars for Windows have an image of their own. */
function isJudged(pod: Pod): boolean {
  return pod.os !== 'windows' && !isOfJob(pod);
}

function judgeWorkload(
  group: WorkloadPods,
  { image, from }: SidecarImage,
  replace: (group: WorkloadPods) => RemedyIntent,
): Problem {
  const running = [...new Set(group.pods.flatMap((pod) => sidecarImageOf(pod) ?? []))];
  const says = `${describePods(group)}: ${running.length === 1 ? 'the sidecar is' : 'the sidecars are'} ${fewOf(running, 2)}; new pods get ${image}`;
  const on = group.workload;
  if (running.some((old) => isOlder(image, old))) {
    const where = from === 'meshConfig' ? 'which MeshConfig pins' : 'from the injector';
    return { what: 'newer', on, says: `${says}, ${where}, and that is older.`, mend: [lookAtPin] };
  }
  return { what: 'outdated', on, says: `${says}.`, mend: [replace(group)] };
}

/** Only where the tags of both are versions: a digest says nothing of its age. */
function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((image) => parseOsmVersion(parseImage(image).tag ?? ''));
  return left !== undefined && right !== undefined && compareVersions(left, right) < 0;
}

const lookAtPin: RemedyIntent = {
  do: 'look',
  does: 'See whether MeshConfig pins the older image (OSM4006); a restart would bring it to these pods too',
  args: [
    'get',
    'meshconfigs.config.openservicemesh.io',
    '-A',
    '-o',
    'jsonpath={.items[*].spec.sidecar.envoyImage}',
  ],
};
