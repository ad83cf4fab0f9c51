/** Who refused a pod, as the API server's answer tells. */
export interface Refusal {
  /** `denied`: by a rule. `noAnswer`: whoever must be asked could not be. */
  readonly is: 'denied' | 'noAnswer';
  /** Name of a webhook or of a ValidatingAdmissionPolicy; `PodSecurity` for that plugin. */
  readonly by: string;
  /** Gatekeeper's constraints. */
  readonly constraints: readonly string[];
  /** Which of OSM's containers the answer names: then it was the sidecar that was refused. */
  readonly names: readonly string[];
}

/**
 * Reads an answer to the creation of a pod; undefined where no admission plugin that people configure stands behind
 * it (quota, a name twice, OSM's own webhooks). The sentences are Kubernetes' (`webhook/errors/statuserror.go`,
 * `webhook/generic`, `policy/validating`, `pod-security-admission`), the brackets Gatekeeper's.
 */
export function readRefusal(message: string): Refusal | undefined {
  for (const { is, words } of sentences) {
    const by = words.exec(message)?.[1];
    if (by === undefined) continue;
    if (osmWebhooks.includes(by)) return undefined;
    return { is, by, constraints: constraintsIn(message), names: osmContainersIn(message) };
  }
  return undefined;
}

const osmWebhooks: readonly string[] = ['osm-inject.k8s.io', 'osm-validator.k8s.io'];

const sentences: readonly { readonly is: Refusal['is']; readonly words: RegExp }[] = [
  { is: 'denied', words: /admission webhook "([\w./-]{1,253})" denied the request/ },
  { is: 'noAnswer', words: /failed calling webhook "([\w./-]{1,253})"/ },
  {
    is: 'denied',
    words: /ValidatingAdmissionPolicy '([\w.-]{1,253})' with binding '[\w.-]{1,253}' denied request/,
  },
  { is: 'denied', words: /violates (PodSecurity) "/ },
];

/** `[azurepolicy-k8sazure-ab12]`, and older `[denied by azurepolicy-k8sazure-ab12]`; each once. */
function constraintsIn(message: string): string[] {
  const found = [...message.matchAll(/(?:^|request: )\[(?:denied by )?([a-z0-9][a-z0-9.-]{0,252})\]/gm)].map(
    ([, name = '']) => name,
  );
  return [...new Set(found)];
}

/** Whole words: `my-envoy` and `envoy-gateway` are others' containers. */
function osmContainersIn(message: string): string[] {
  const found = message.match(/(?<![\w./-])(osm-init|osm-healthcheck|envoy)(?![\w./-]*\w)/g) ?? [];
  return [...new Set(found)];
}
