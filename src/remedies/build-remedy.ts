import type { JsonPatchOperation, ObjectRef, Proof, Remedy, RemedyIntent, Risk } from '../model/remedy.ts';
import type { ClusterRef } from '../model/snapshot.ts';
import { flowYaml, patchYaml } from './flow-yaml.ts';
import { commandLine, type Shell } from './quote.ts';
import { isSafeIntent } from './safe-intent.ts';

/** How kubectl reaches the same cluster. */
type Named = Pick<ClusterRef, 'context' | 'kubeconfig'>;

/**
 * Makes a remedy of an intent; commands name the kubeconfig and context that the cluster was reached by. An
 * intent that names what kubectl could misread becomes a look at the pods.
 */
export function buildRemedy(intent: RemedyIntent, cluster: Named, shell: Shell = 'sh'): Remedy {
  const kubectl = (...words: readonly string[]) =>
    commandLine(
      [
        'kubectl',
        ...(cluster.kubeconfig === undefined ? [] : ['--kubeconfig', cluster.kubeconfig]),
        ...(cluster.context === undefined ? [] : ['--context', cluster.context]),
        ...words,
      ],
      shell,
    );
  if (!isSafeIntent(intent)) return lookInstead(kubectl);
  switch (intent.do) {
    case 'look':
      return remedy(intent.does, 'readOnly', kubectl(...intent.args), { proof: changesNothing });
    case 'restart':
      return restart(intent, kubectl);
    case 'label':
    case 'annotate':
      return mark(intent, kubectl);
    case 'delete':
      return remedy(intent.does, intent.risk, kubectl('delete', ...address(intent.object)));
    case 'patch':
      return patch(intent, kubectl, shell);
    case 'jsonPatch':
      return jsonPatch(intent, kubectl, shell);
  }
}

type Kubectl = (...words: readonly string[]) => string;

const changesNothing: Proof = { by: 'none', because: 'It changes nothing, so there is nothing to prove.' };
const notTried: Proof = { by: 'none', because: 'It was not tried against the API server.' };

function remedy(
  does: string,
  risk: Risk,
  command: string,
  more: Partial<Pick<Remedy, 'undo' | 'takesEffect' | 'proof'>> = {},
): Remedy {
  return { does, risk, command, takesEffect: 'atOnce', proof: notTried, ...more };
}

/** What is left when a name, a kind or a label is none that Kubernetes would have given. */
function lookInstead(kubectl: Kubectl): Remedy {
  const does = 'See the pods yourself: a name in this finding cannot be written into a command safely';
  return remedy(does, 'readOnly', kubectl('get', 'pods', '-A'), { proof: changesNothing });
}

function restart(intent: RemedyIntent & { do: 'restart' }, kubectl: Kubectl): Remedy {
  const { workload, cutsTraffic = false } = intent;
  const risk: Risk = cutsTraffic ? 'cutsTraffic' : 'restartsPods';
  if (workload.kind === 'Pod') {
    const does = intent.does ?? `Delete pod ${workload.name}; whoever made it must make it again`;
    return remedy(does, risk, kubectl('delete', ...address(workload)));
  }
  const does = intent.does ?? `Restart the pods of ${workload.kind} ${workload.name}, a few at a time`;
  return remedy(does, risk, kubectl('rollout', 'restart', ...address(workload)));
}

function mark(intent: RemedyIntent & { do: 'label' | 'annotate' }, kubectl: Kubectl): Remedy {
  const set = (value: string | null | undefined) =>
    value === null || value === undefined
      ? kubectl(intent.do, ...address(intent.on), `${intent.key}-`)
      : kubectl(intent.do, ...address(intent.on), `${intent.key}=${value}`, '--overwrite');
  return remedy(intent.does, intent.risk ?? 'changesCluster', set(intent.value), {
    undo: set(intent.was),
    takesEffect: intent.takesEffect ?? 'atOnce',
  });
}

function patch(intent: RemedyIntent & { do: 'patch' }, kubectl: Kubectl, shell: Shell): Remedy {
  const written = (body: object) =>
    (shell === 'powershell' ? patchYaml(body) : undefined) ?? JSON.stringify(body);
  const merge = (body: object) =>
    kubectl('patch', ...address(intent.object), '--type=merge', '-p', written(body));
  return remedy(intent.does, intent.risk ?? 'changesCluster', merge(intent.patch), {
    ...(intent.undo === undefined ? {} : { undo: merge(intent.undo) }),
    takesEffect: intent.takesEffect ?? 'atOnce',
  });
}

/** A list is no JSON object to kubectl, so it reads it as YAML, of which JSON is a part: both shells' words will do. */
function jsonPatch(intent: RemedyIntent & { do: 'jsonPatch' }, kubectl: Kubectl, shell: Shell): Remedy {
  const written = (operations: readonly JsonPatchOperation[]) =>
    (shell === 'powershell' ? flowYaml(operations) : undefined) ?? JSON.stringify(operations);
  const apply = (operations: readonly JsonPatchOperation[]) =>
    kubectl('patch', ...address(intent.object), '--type=json', '-p', written(operations));
  return remedy(intent.does, intent.risk ?? 'changesCluster', apply(intent.patch), {
    ...(intent.undo === undefined ? {} : { undo: apply(intent.undo) }),
    takesEffect: intent.takesEffect ?? 'atOnce',
  });
}

/** `deployment/osm-injector -n kube-system`; kinds are given with their group where kubectl could mistake them. */
function address({ apiVersion, kind, namespace, name }: ObjectRef): string[] {
  const group = apiVersion?.includes('/') ? apiVersion.split('/')[0] : undefined;
  const needsGroup = group?.includes('openservicemesh') === true || group?.includes('smi-spec') === true;
  const resource = needsGroup ? `${kind.toLowerCase()}.${group}` : kind.toLowerCase();
  return [resource, name, ...(namespace === undefined ? [] : ['-n', namespace])];
}
