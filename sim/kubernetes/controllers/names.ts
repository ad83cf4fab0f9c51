import { createHash, randomBytes } from 'node:crypto';

/** Letters that make no words. Source: k8s.io/apimachinery pkg/util/rand. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

function spelled(bytes: Buffer): string {
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** The five characters after the name of a ReplicaSet. */
export function randomSuffix(): string {
  return spelled(randomBytes(5));
}

/** `pod-template-hash`: the same for the same template of the same Deployment. */
export function templateHash(deployment: string, template: string): string {
  return spelled(createHash('sha256').update(`${deployment} ${template}`).digest().subarray(0, 10));
}
