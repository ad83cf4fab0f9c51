import { cutEnd } from '../model/cut-text.ts';
import type { ProbedPod } from '../model/deep.ts';
import { object, text } from '../model/json.ts';
import type { Namespace } from '../model/kubernetes.ts';
import { rights } from '../model/rights.ts';
import type { Reading, ReadProblem } from '../model/snapshot.ts';
import { hasSidecar, readInjection } from '../osm/injection.ts';
import { injectionAnnotation, monitoredByLabel } from '../osm/names.ts';
import { type Meter, parseJson } from './client.ts';
import { podOf } from './shapes/pods.ts';
import type { ReadContext } from './ways-to-read.ts';

/** A pod that every admission rule for ordinary workloads lets through; it is never made. */
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { generateName: 'osm-doctor-probe-' },
  spec: {
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'probe',
        image: 'mcr.microsoft.com/oss/kubernetes/pause:3.9',
        resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '10m', memory: '8Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          runAsUser: 65_534,
          capabilities: { drop: ['ALL'] },
        },
      },
    ],
  },
};

/**
 * Asks the API server whether a pod could be made in one namespace of the mesh, the first by name in which new pods
 * get a sidecar. A dry run goes through the webhooks, which declare that they keep nothing then.
 */
export async function probePod({ client, read }: ReadContext, meter: Meter): Promise<Reading<ProbedPod>> {
  const [rule] = rights.probedPod;
  const namespaces = await read('namespaces');
  if (!namespaces.ok) return { ok: false, problem: namespaces.problem };
  const namespace = namespaces.value
    .filter(isInjected)
    .map(({ metadata }) => metadata.name)
    .sort()[0];
  if (namespace === undefined) return { ok: false, problem: nowhere };
  const query = new URLSearchParams({ dryRun: 'All', fieldManager: 'osm-doctor' });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?${query}`;
  const got = await client.get(
    { path, create: pod, throughProxy: true, ...(rule === undefined ? {} : { rule }) },
    meter,
  );
  if (got.is === 'problem') return { ok: false, problem: got.problem };
  const { status, body } = got.is === 'body' ? got : { status: 404, body: '' };
  const json = parseJson(body) ?? {};
  if (status === 201 || status === 200) {
    return {
      ok: true,
      value: { namespace, answer: { is: 'created', withSidecar: hasSidecar(podOf(object(json))) } },
    };
  }
  const message = cutEnd(text(json['message']) ?? `The API server answered ${status}.`, 600);
  return { ok: true, value: { namespace, answer: { is: 'refused', status, message } } };
}

function isInjected({ metadata }: Namespace): boolean {
  return (
    metadata.labels[monitoredByLabel] !== undefined &&
    metadata.deletionTimestamp === undefined &&
    readInjection(metadata.annotations[injectionAnnotation]) === 'enabled'
  );
}

const nowhere: ReadProblem = {
  reason: 'notInstalled',
  detail: 'No namespace is in a mesh with injection on, so there is nowhere to try a pod.',
};
