import { type InputName, type OutsideInput, outsideInputs, type ReadProblem } from '../model/snapshot.ts';

/** Whether an input comes from elsewhere than the API server. */
export function isOutside(name: InputName): name is OutsideInput {
  return outsideInputs.some((outside) => outside === name);
}

/** What to say of an outside input that nobody gave. */
const nobodyGave: { readonly [K in OutsideInput]: string } = {
  earlierMeshConfigs: 'No earlier snapshot was given to compare with (--since FILE).',
  earlierControlPlaneAnswers: 'No earlier snapshot was given to compare with (--since FILE).',
  managedCluster: 'The cluster was not opened through Azure, so Azure was not asked about it.',
  meshRevisions: 'The cluster was not opened through Azure, so Azure was not asked about it.',
  maintenanceWindows: 'The cluster was not opened through Azure, so Azure was not asked about it.',
  backup: 'No backup was given to compare with (--backup FILE).',
};

/** What to say of inputs of a tier that is off. */
const tierIsOff: { readonly [K in InputName]?: string } = {
  controlPlaneAnswers:
    "The control plane's pods are asked only on request: with --deep, or by OSM_TIERS in the settings of the app.",
  probedPod:
    'Making a pod is tried only on request: with --probe, or by OSM_TIERS in the settings of the app.',
};

/** Why an input was not read. `wanted`: the run asked for it, and yet did not read it. */
export function notAsked(name: InputName, wanted: boolean, namespace: string | undefined): ReadProblem {
  const notHere =
    namespace === undefined
      ? 'This run did not read it.'
      : `Only namespace ${namespace} was asked for; this is about the whole cluster.`;
  const off = wanted ? undefined : tierIsOff[name];
  return { reason: 'notAsked', detail: isOutside(name) ? nobodyGave[name] : (off ?? notHere) };
}
