import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { ManagedCluster, MeshRevision } from '../../model/managed-cluster.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import { istioList, istioSupport, whyTooOld } from '../../osm/dated-facts.ts';
import { clusterRef } from './cluster-ref.ts';

export const istioRevisionReady = defineCheck({
  id: 'OSM9005',
  name: 'istio-revision-ready',
  area: 'lifecycle',
  severity: 'warning',
  title: 'The cluster can have an Istio revision that is in support',
  failTitle: 'The cluster can have no Istio revision in support',
  why: 'The way off OSM that Microsoft supports leads to the Istio add-on. Where the Kubernetes version is too old for every revision in support, it has to be upgraded first, and that takes weeks.',
  remedy:
    'Upgrade Kubernetes to a version on which a revision in support runs (az aks mesh get-revisions shows which), then move.',
  source:
    'ARM meshRevisionProfiles; learn.microsoft.com/azure/aks/istio-support-policy, as of the date in src/osm/dated-facts.ts',
  reads: ['managedCluster', 'meshRevisions', 'run'],
  run({ managedCluster, meshRevisions, run }, now) {
    if (!managedCluster.osmAddon) return { notApplicable: 'Azure says that the OSM add-on is off.' };
    const minor = managedCluster.kubernetesVersion?.match(/^1\.\d+/)?.[0];
    if (minor === undefined) return { unknown: 'Azure does not say which Kubernetes the cluster runs.' };
    const fitting = meshRevisions.filter((offered) => runsOn(offered, managedCluster).includes(minor));
    const on = clusterRef(run);
    if (fitting.length === 0) return [noneFits(managedCluster, meshRevisions, on)];
    return whyTooOld(istioList, now) ?? judgeSupport(fitting, minor, on, now);
  },
});

/** The minor versions of Kubernetes that a revision runs on, with the cluster's plan. */
function runsOn(
  { kubernetes, longTermKubernetes }: MeshRevision,
  { supportPlan }: ManagedCluster,
): readonly string[] {
  return supportPlan === 'AKSLongTermSupport' ? (longTermKubernetes ?? kubernetes) : kubernetes;
}

function noneFits(cluster: ManagedCluster, offered: readonly MeshRevision[], on: ObjectRef): Problem {
  const { kubernetesVersion, location = 'its region' } = cluster;
  const newest = [...offered].sort((a, b) => numberOf(b.revision) - numberOf(a.revision))[0];
  if (newest === undefined) {
    return { what: 'noneOffered', on, says: `Azure offers no Istio revision in ${location}.` };
  }
  const versions = runsOn(newest, cluster).join(', ');
  const says = `Of the Istio revisions that Azure offers in ${location} none runs on Kubernetes ${kubernetesVersion}; ${newest.revision}, the newest, runs on ${versions}.`;
  return { what: 'noneFits', on, says };
}

/**
 * One that is newer than all of the list is in support: AKS supports the newest and the one before it in any case
 * (istio-support-policy, "Supported revisions").
 */
function judgeSupport(fitting: readonly MeshRevision[], minor: string, on: ObjectRef, now: Date): Verdict {
  const today = now.toISOString().slice(0, 10);
  const newestListed = Math.max(...istioSupport.map(({ revision }) => numberOf(revision)));
  const lastDayOf = (offered: MeshRevision): string | undefined =>
    istioSupport.find(({ revision }) => revision === offered.revision)?.lastDay;
  const isSupported = (offered: MeshRevision): boolean =>
    numberOf(offered.revision) > newestListed || (lastDayOf(offered) ?? '') >= today;
  if (fitting.some(isSupported)) return [];
  const ended = fitting.map((offered) => `${offered.revision} (${until(lastDayOf(offered))})`);
  const says = `All Istio revisions for Kubernetes ${minor} are past the end of their support: ${ended.join(', ')}.${whatIsLeft(today)}`;
  return [{ what: 'outOfSupport', on, says }];
}

function until(lastDay: string | undefined): string {
  return lastDay === undefined ? 'long ago' : `about ${lastDay}`;
}

function whatIsLeft(today: string): string {
  const left = istioSupport.find(({ lastDay }) => lastDay >= today);
  if (left === undefined) return '';
  const versions = left.minors.map((minor) => `1.${minor}`).join(', ');
  return ` ${left.revision} is in support until about ${left.lastDay} and runs on ${versions}.`;
}

/** `1030` of `asm-1-30`, to compare by; nothing else is known to be a revision. */
function numberOf(revision: string): number {
  const found = /^asm-(\d+)-(\d+)$/.exec(revision);
  return found === null ? 0 : Number(found[1]) * 1_000 + Number(found[2]);
}
