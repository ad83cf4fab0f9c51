import type { OsmVersion } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { parseIpv4Range } from '../../osm/mesh-config/cidr.ts';
import { compareVersions } from '../../osm/versions.ts';

/** A value of an exclusion list that does not do what it was written for. */
export interface BadExclusion {
  readonly key: string;
  readonly value: string;
  /**
   * `refused`: the injector refuses the pod. `initFails`: it takes the value, iptables does not. `ignored`: the whole
   * list is. `unknown`: the release does not look at the annotation.
   */
  readonly effect: 'refused' | 'initFails' | 'ignored' | 'unknown';
}

const portLists = [
  'openservicemesh.io/inbound-port-exclusion-list',
  'openservicemesh.io/outbound-port-exclusion-list',
];
const rangeLists = [
  'openservicemesh.io/outbound-ip-range-exclusion-list',
  'openservicemesh.io/outbound-ip-range-inclusion-list',
];

const lists = [...portLists, ...rangeLists];

/** The first bad value of each list that a pod carries. */
export function badExclusions({ metadata: { annotations } }: Pod, version: OsmVersion): BadExclusion[] {
  if (!lists.some((key) => key in annotations)) return [];
  const strict = compareVersions(version, { major: 1, minor: 1, patch: 0 }) >= 0;
  return [
    ...portLists.map((key) => firstBad(key, annotations[key], (value) => judgePort(value, strict))),
    ...rangeLists.map((key) => firstBad(key, annotations[key], strict ? judgeRange : () => 'unknown')),
  ].filter((bad) => bad !== undefined);
}

type Effect = BadExclusion['effect'];

/** The worst: one unreadable value spoils the list, whatever stands beside it. */
function firstBad(
  key: string,
  list: string | undefined,
  judge: (value: string) => Effect | undefined,
): BadExclusion | undefined {
  const judged = (list?.split(',') ?? []).flatMap((part) => {
    const value = part.trim();
    const effect = judge(value);
    return effect === undefined ? [] : [{ key, value, effect }];
  });
  return judged.find(({ effect }) => effect !== 'initFails') ?? judged[0];
}

/** Go's `strconv.Atoi` and above 0; it takes a plus sign and numbers beyond the last port. */
function judgePort(value: string, strict: boolean): Effect | undefined {
  const unreadable = strict ? 'refused' : 'ignored';
  if (!/^[+-]?\d+$/.test(value) || Number(value) <= 0) return unreadable;
  return Number(value) > 65_535 ? 'initFails' : undefined;
}

/** Go's `net.ParseCIDR`, which takes IPv6 as well; osm-init calls iptables, which does not. */
function judgeRange(value: string): Effect | undefined {
  if (parseIpv4Range(value) !== undefined) return undefined;
  return isIpv6Range(value) ? 'initFails' : 'refused';
}

/** In brackets a URL takes no other address. */
function isIpv6Range(value: string): boolean {
  const read = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(value);
  return read !== null && Number(read[2]) <= 128 && URL.canParse(`http://[${read[1]}]/`);
}
