import { applyPatch, type Operation } from 'rfc6902';
import type { Manners } from './cluster.ts';
import { mergePatch } from './merge-patch.ts';
import { isRecord } from './record.ts';
import { badRequest, type Failure, Refusal, unsupportedMediaType } from './status.ts';
import { strategicMerge } from './strategic-merge.ts';

const jsonPatch = 'application/json-patch+json';
const merge = 'application/merge-patch+json';
const strategic = 'application/strategic-merge-patch+json';
const apply = 'application/apply-patch+yaml';

/** What a JSON patch ends in that cannot be carried out: the server does not say why. */
const notApplicable: Failure = {
  code: 422,
  reason: 'Invalid',
  message: 'the server rejected our request due to an error in our request',
  details: {},
};

function notJson(body: string, manners: Manners): Refusal {
  if (manners === '1.21') return new Refusal({ code: 500, message: 'Invalid JSON Patch' });
  const at = body.trim().at(-1) ?? '';
  const why =
    '}]"'.includes(at) && at !== ''
      ? `invalid character '${body.trim()[0]}' looking for beginning of value`
      : 'unexpected end of JSON input';
  return new Refusal(badRequest(`error decoding patch: ${why}`));
}

function parsed(body: string, manners: Manners): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw notJson(body, manners);
  }
}

function jsonPatched(object: object, patch: unknown, manners: Manners): unknown {
  if (!Array.isArray(patch)) throw notJson('', manners);
  const target = structuredClone(object);
  const errors = applyPatch(target, patch as Operation[]);
  if (errors.some((error) => error !== null)) throw new Refusal(notApplicable);
  return target;
}

/** The object after a patch of any of the kinds that a media type may name. Custom resources know no strategic merge. */
export function patched(
  object: object,
  media: string,
  body: string,
  custom: boolean,
  manners: Manners,
): object {
  const accepted = [jsonPatch, merge, ...(custom ? [] : [strategic]), apply];
  if (!accepted.includes(media) || media === apply) throw new Refusal(unsupportedMediaType(accepted));
  const patch = parsed(body, manners);
  if (media === jsonPatch) {
    const result = jsonPatched(object, patch, manners);
    return isRecord(result) ? result : {};
  }
  if (!isRecord(patch)) throw notJson('', manners);
  const result = media === merge ? mergePatch(object, patch) : strategicMerge(object, patch);
  return isRecord(result) ? result : {};
}
