import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { describePods, lookAtTemplate } from '../../osm/mend-workloads.ts';
import { showVersion } from '../../osm/versions.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { type BadExclusion, badExclusions } from './exclusion-annotations.ts';
import { asksForWindows, meshedPods } from './meshed-pods.ts';
import { showWord } from './namespaces.ts';

export const exclusionsReadable = defineCheck({
  id: 'OSM5018',
  name: 'exclusions-readable',
  area: 'injection',
  severity: 'error',
  title: "Pods' lists of excluded ports and ranges are readable",
  failTitle: "Pods' lists of excluded ports or ranges are unreadable",
  why: 'From 1.1 on the injector refuses a pod whose list holds a value that it cannot read; up to 1.0 it ignores the list, and traffic that should go past the sidecar goes through it. A port beyond 65535 or an IPv6 range makes osm-init fail.',
  remedy:
    'Write ports as 1 to 65535 and ranges as IPv4 with a prefix, separated by commas; take an empty annotation off.',
  source: 'pkg/injector/exclusions.go and pkg/injector/patch.go configurePodInit, v0.11.1 to v1.2.4',
  reads: ['memberships', 'pods', 'osmRelease'],
  itemwise: ['pods'],
  run({ memberships, pods, osmRelease: { version, injectsHostNetwork } }) {
    const meshed = meshedPods(pods, memberships, injectsHostNetwork).filter((pod) => !asksForWindows(pod));
    return effects.flatMap((effect) => {
      const faults = (pod: Pod) => badExclusions(pod, version).filter((bad) => bad.effect === effect);
      return byWorkload(meshed.filter((pod) => faults(pod).length > 0)).map((group) =>
        problemOf(effect, group, faults, version),
      );
    });
  },
});

const effects = ['refused', 'initFails', 'ignored', 'unknown'] as const;

function problemOf(
  effect: BadExclusion['effect'],
  group: WorkloadPods,
  faults: (pod: Pod) => readonly BadExclusion[],
  version: OsmVersion,
): Problem {
  const [holds] = group.pods
    .flatMap(faults)
    .map(({ key, value }) => `annotation ${key} holds ${showWord(value)}`);
  const mild = effect === 'ignored' || effect === 'unknown';
  return {
    what: effect,
    on: group.workload,
    ...(mild ? { severity: 'warning' as const } : {}),
    says: `${describePods(group)}: ${holds}${consequences[effect](version)}.`,
    mend: [lookAtTemplate(group.workload, 'the list must be corrected there')],
  };
}

const consequences: { readonly [E in BadExclusion['effect']]: (version: OsmVersion) => string } = {
  refused: (version) => `, which OSM ${showVersion(version)} cannot read: pods made with it are refused`,
  initFails: () => ', which iptables does not take: osm-init fails and pods made with it never start',
  ignored: (version) => `, which OSM ${showVersion(version)} cannot read, so it ignores the whole list`,
  unknown: (version) => `, but OSM ${showVersion(version)} does not know this annotation (it came with 1.1)`,
};
