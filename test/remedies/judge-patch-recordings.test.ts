import { describe, expect, test } from '@jest/globals';
import { isRecord, listAt, recordAt, sameJson, textAt, valueAt } from '../../sim/kubernetes/record.ts';
import { diff } from '../../src/remedies/diff.ts';
import { keysOf } from '../../src/remedies/field-path.ts';
import { type Judgement, judgePatch } from '../../src/remedies/judge-patch.ts';
import { readSchema } from '../../src/remedies/read-schema.ts';
import type { Schema } from '../../src/remedies/schema.ts';
import { type Exchange, exchangesOf, recordings } from '../sim/recording.ts';
import { meshConfigDefinition, rawSchema } from './schemas.ts';

function bodyOf(exchanges: readonly Exchange[], note: string): unknown {
  return exchanges.find((exchange) => exchange.note === note)?.response.body;
}

/** Merge patches of the MeshConfig that the server had the right and the wits to judge. */
function mergePatches(exchanges: readonly Exchange[]): Exchange[] {
  return exchanges.filter(
    ({ request }) =>
      request.method === 'PATCH' &&
      request.as === 'admin' &&
      request.path.includes('/meshconfigs/') &&
      request.headers['Content-Type'] === 'application/merge-patch+json' &&
      isRecord(request.body),
  );
}

/** What the real server made of a patch; a conflict is nothing that a schema could tell. */
function verdictOf({ request, response }: Exchange, current: unknown): Judgement['is'] {
  const { status, body } = response;
  if (status === 409) return 'unknown';
  if (status === 422)
    return textAt(body, 'message').includes('strict decoding error') ? 'dropped' : 'rejected';
  const sent = diff({}, request.body).filter(({ after }) => after !== null);
  const kept = sent.every(({ path, after }) => sameJson(valueAt(body, ...keysOf(path)), after));
  if (!kept) return 'dropped';
  return sameJson(valueAt(current, 'spec'), valueAt(body, 'spec')) ? 'noChange' : 'accepted';
}

function disagreement(exchange: Exchange, current: unknown, schema: Schema): string | undefined {
  const expected = verdictOf(exchange, current);
  const judged = judgePatch(schema, recordAt(current), exchange.request.body);
  if (judged.is !== expected) return `${exchange.note}: ${expected}, judged ${JSON.stringify(judged)}`;
  if (judged.is !== 'accepted') return undefined;
  const stored = valueAt(exchange.response.body, 'spec');
  return sameJson(judged.result['spec'], stored) ? undefined : `${exchange.note}: another result`;
}

function tally(kinds: readonly string[]): string {
  return [...new Set(kinds)]
    .map((kind) => `${kinds.filter((one) => one === kind).length} ${kind}`)
    .join(', ');
}

describe.each(recordings)('$file', (recording) => {
  const exchanges = exchangesOf(recording);
  const current = bodyOf(exchanges, 'one mesh config');
  const version = textAt(current, 'apiVersion').split('/')[1] ?? '';
  const patches = mergePatches(exchanges);

  test.each([
    ['live', bodyOf(exchanges, 'one crd')],
    ['shipped', meshConfigDefinition(recording.release)],
  ])('the %s definition leads to the verdicts of the real server', (name, definition) => {
    const schema = readSchema(rawSchema(definition, version));
    const differing = patches.flatMap((patch) => disagreement(patch, current, schema) ?? []);
    const agreeing = patches.length - differing.length;
    const verdicts = tally(patches.map((patch) => verdictOf(patch, current)));
    process.stdout.write(
      `${recording.file}, ${name} schema: ${agreeing} of ${patches.length} agree (${verdicts})\n`,
    );

    expect(differing).toEqual([]);
    expect(patches.length).toBeGreaterThan(70);
  });

  test('what is rejected is rejected at the fields that the server names', () => {
    const schema = readSchema(rawSchema(bodyOf(exchanges, 'one crd'), version));
    const withoutIndex = (path: string) => path.replace(/\[\d+\]/g, '');
    for (const { request, response } of patches.filter((patch) => verdictOf(patch, current) === 'rejected')) {
      const judged = judgePatch(schema, recordAt(current), request.body);
      const named = listAt(response.body, 'details', 'causes').map((cause) => textAt(cause, 'field'));
      const problems = judged.is === 'rejected' ? judged.problems : [];

      expect(problems.map(({ path }) => withoutIndex(path))).toEqual(
        expect.arrayContaining([...new Set(named)].map(withoutIndex)),
      );
    }
  });
});
