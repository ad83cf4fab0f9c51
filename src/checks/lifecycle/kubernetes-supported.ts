import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import {
  type KubernetesSupport,
  kubernetesList,
  kubernetesSupport,
  whyTooOld,
} from '../../osm/dated-facts.ts';
import { type KubernetesRelease, kubernetesRelease } from '../../osm/kubernetes-release.ts';
import { clusterRef } from './cluster-ref.ts';

export const kubernetesSupported = defineCheck({
  id: 'OSM9002',
  name: 'kubernetes-supported',
  area: 'lifecycle',
  // Its finding is an error. That the list below has aged must not make the state of every cluster unknown.
  severity: 'warning',
  title: 'AKS supports the Kubernetes version of this cluster',
  failTitle: 'AKS does not support the Kubernetes version of this cluster',
  why: 'The add-on is updated with the cluster alone: on a version out of support no fix of OSM or Envoy arrives any more, security fixes included.',
  remedy:
    'See what the cluster can be upgraded to (az aks get-upgrades) and upgrade it; or buy a year with the plan AKSLongTermSupport, where the version still has it.',
  source:
    'learn.microsoft.com/azure/aks/supported-kubernetes-versions, as of the date in src/osm/dated-facts.ts',
  accept:
    'The plan AKSLongTermSupport (az aks update --tier premium --k8s-support-plan AKSLongTermSupport) supports a version for a year longer.',
  reads: ['mesh', 'apiServer', 'azure', 'run'],
  run({ mesh, apiServer, azure, run }, now) {
    const release = kubernetesRelease({ apiServer, azure });
    if (release?.onAks !== true && mesh.origin !== 'aks') {
      return { notApplicable: 'Nothing says that this cluster is on AKS.' };
    }
    if (release?.otherBuild !== undefined) {
      return { notApplicable: `Kubernetes ${release.version} is not a build of AKS.` };
    }
    if (release === undefined) {
      const said = azure.cluster?.kubernetesVersion ?? apiServer.gitVersion;
      return { unknown: `"${said}" is no version of Kubernetes that could be looked up.` };
    }
    return whyTooOld(kubernetesList, now) ?? judge(release, clusterRef(run), now);
  },
});

function judge(release: KubernetesRelease, on: ObjectRef, now: Date): Verdict {
  const [oldest] = kubernetesSupport;
  const found = kubernetesSupport.find(({ minor }) => minor === release.minor);
  if (found !== undefined) return judgeSupport(release, found, on, now);
  if (oldest !== undefined && release.minor < oldest.minor) return [outOfSupport(release, on, oldest)];
  return {
    unknown: `How long AKS supports Kubernetes ${release.version} is not in the list of this tool: look at ${kubernetesList.look}.`,
  };
}

function judgeSupport(
  release: KubernetesRelease,
  support: KubernetesSupport,
  on: ObjectRef,
  now: Date,
): Verdict {
  const today = now.toISOString().slice(0, 10);
  if (today <= support.lastDay) return [];
  if (today > support.lastDayLongTerm) return [outOfSupport(release, on, support)];
  if (release.longTerm === true) return [];
  if (release.longTerm === false) return [outOfSupport(release, on, support)];
  const says = `Kubernetes ${release.version} is in support with the plan AKSLongTermSupport alone, since ${support.lastDay}; this run did not ask Azure which plan the cluster has (az aks show --query supportPlan).`;
  return [{ what: 'needsLongTermSupport', on, severity: 'info', says }];
}

/** That it is on AKS is a guess where Azure was not asked: the mesh is where the add-on would be. */
function outOfSupport(release: KubernetesRelease, on: ObjectRef, support: KubernetesSupport): Problem {
  const { lastDay, lastDayLongTerm, minor } = support;
  const newer = release.minor < minor ? `1.${minor}, which is newer,` : 'that';
  const plan =
    release.longTerm === false ? 'the plan AKSLongTermSupport, which it does not have,' : 'long-term support';
  const maybe = release.onAks ? '' : ' (if this is AKS: this run did not ask Azure)';
  return {
    what: 'outOfSupport',
    on,
    severity: release.onAks ? 'error' : 'info',
    says: `The cluster runs Kubernetes ${release.version}; the last day on which AKS supports ${newer} is ${lastDay}, and with ${plan} ${lastDayLongTerm}${maybe}.`,
  };
}
