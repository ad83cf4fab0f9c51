import { certificateCodes } from './error-codes/certificates.ts';
import type { ErrorCode } from './error-codes/error-code.ts';
import { policyCodes } from './error-codes/policies.ts';
import { proxyCodes } from './error-codes/proxies.ts';
import { webhookCodes } from './error-codes/webhooks.ts';

/** Where the codes stand: OSM's own list of v0.11.1 to v1.1.x (99 codes) and of v1.2.x (96). */
export const errorCodesSource = 'pkg/errcode/errcode.go, v0.11.1 to v1.2.4';

/** What a code means, and in which releases: v1.2 gave some numbers another meaning. */
export interface CodeMeaning extends Pick<ErrorCode, 'means' | 'lookAt'> {
  readonly releases: 'every release' | 'up to v1.1' | 'from v1.2 on';
}

const codes: readonly ErrorCode[] = [...policyCodes, ...certificateCodes, ...proxyCodes, ...webhookCodes];

/** Every code that a release has, such as `E2001`: v1.2 brought no new number. */
export const errorCodeNames: readonly string[] = codes.map(({ until11 }) => `E${until11}`);

/** Whether a text has the shape of a code, known or not. */
export function looksLikeErrorCode(text: string): boolean {
  return /^e\d{1,6}$/i.test(text);
}

/** What a code such as `E2001` means, by release; empty when no release has it. Case does not matter. */
export function meaningsOf(code: string): CodeMeaning[] {
  if (!/^e\d{4}$/i.test(code)) return [];
  const number = Number(code.slice(1));
  return codes.flatMap(({ until11, from12, means, lookAt }): CodeMeaning[] => {
    if (until11 === number && from12 === number) return [{ releases: 'every release', means, lookAt }];
    if (until11 === number) return [{ releases: 'up to v1.1', means, lookAt }];
    return from12 === number ? [{ releases: 'from v1.2 on', means, lookAt }] : [];
  });
}
