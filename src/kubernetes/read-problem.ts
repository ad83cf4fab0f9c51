import { object, text } from '../model/json.ts';
import { showRule } from '../model/rights.ts';
import type { RbacRule, ReadProblem } from '../model/snapshot.ts';

/** What a network or TLS error means, in a sentence; the code is kept for those who look it up. */
export function problemOfError(error: unknown, server: URL): ReadProblem {
  const code = errorCode(error);
  const sentence = sentences[code] ?? tlsSentence(code) ?? `The API server gave no answer (${code}).`;
  return { reason: 'unreachable', detail: `${sentence} Address: ${server.host}.` };
}

/** `ECONNREFUSED`, `CERT_HAS_EXPIRED` and the like. */
export function errorCode(error: unknown): string {
  const { code, cause } = object(error);
  return text(code) ?? text(object(cause)['code']) ?? (error instanceof Error ? error.message : 'unknown');
}

/** Our own code for a request that took longer than one attempt may. */
export const tooSlow = 'TOO_SLOW';

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at the address of the API server (connection refused).',
  ENOTFOUND: "The name of the API server can't be resolved: the cluster may be deleted, or private.",
  EAI_AGAIN: "The name of the API server can't be resolved just now (DNS gives no answer).",
  ECONNRESET: 'The connection to the API server broke off.',
  ETIMEDOUT: 'The API server did not answer: a firewall or an authorised IP range may be in the way.',
  [tooSlow]: 'No answer came in time.',
  EHOSTUNREACH: 'There is no route to the API server.',
  ENETUNREACH: 'There is no route to the API server.',
  SELF_SIGNED_CERT_IN_CHAIN: "The API server's certificate is not signed by the CA in the kubeconfig.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The API server's certificate is not signed by the CA in the kubeconfig.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The API server's certificate is not signed by the CA in the kubeconfig.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "The API server's certificate is not signed by the CA in the kubeconfig.",
  CERT_SIGNATURE_FAILURE: "The API server's certificate is not signed by the CA in the kubeconfig.",
  CERT_HAS_EXPIRED: "The API server's certificate has expired.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The API server's certificate is for another name than its address.",
};

/** What OpenSSL says of the client's side or of a port that does not speak TLS. */
function tlsSentence(code: string): string | undefined {
  if (code.includes('CERTIFICATE_EXPIRED')) return 'The client certificate in the kubeconfig has expired.';
  if (code === 'ERR_INVALID_CHAR') return 'The token in the kubeconfig holds characters that no token has.';
  if (code.startsWith('ERR_OSSL'))
    return "The client certificate or its key in the kubeconfig can't be read.";
  if (code.includes('WRONG_VERSION_NUMBER') || code === 'EPROTO') {
    return 'What answers there does not speak TLS: it is no Kubernetes API server.';
  }
  return undefined;
}

/** What a refused request means. `rule` is the right that the request needed. */
export function problemOfStatus(status: number, body: string, rule: RbacRule | undefined): ReadProblem {
  if (status === 401) {
    return {
      reason: 'unreachable',
      detail:
        'The API server refused the sign-in (401): the token or client certificate is missing, wrong or expired.',
    };
  }
  if (status === 403 && rule !== undefined) {
    const user = /User "([^"]{1,200})"/.exec(messageOf(body))?.[1];
    const who = user === undefined ? 'The identity' : `User "${user}"`;
    return { reason: 'forbidden', detail: `${who} may not ${showRule(rule)}.`, rule };
  }
  if (status === 409) {
    return { reason: 'unreachable', detail: 'The object changed meanwhile (409).' };
  }
  if (status === 422 || status === 400) {
    const why = messageOf(body).slice(0, 300);
    return { reason: 'unreachable', detail: `The API server refused it (${status}): ${why}` };
  }
  const what = rule === undefined ? '' : ` to ${showRule(rule)}`;
  if (status === 429) {
    return { reason: 'unreachable', detail: `The API server is throttling: it answered 429${what}.` };
  }
  return { reason: 'unreachable', detail: `The API server answered ${status}${what}.` };
}

function messageOf(body: string): string {
  try {
    return text(object(JSON.parse(body))['message']) ?? '';
  } catch {
    return '';
  }
}
