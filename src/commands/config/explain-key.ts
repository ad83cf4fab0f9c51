import { articleRowsOf } from '../../osm/mesh-config/article-rows.ts';
import { inRelease } from '../../osm/mesh-config/key.ts';
import { allowedValues, effectWords } from '../../osm/mesh-config/words.ts';
import { prose } from '../../present/lines.ts';
import { plain } from '../../present/plain-text.ts';
import type { Layout } from '../../present/terminal.ts';
import { whatFits } from '../../remedies/what-fits.ts';
import type { ConfigKey, OpenConfig } from './open-config.ts';
import { survey } from './survey.ts';
import { versionLine } from './version-line.ts';

/** What is known of one key of a cluster. */
export interface KeyFacts {
  readonly means: string;
  /** Name and value, in the order to tell them. */
  readonly facts: readonly (readonly [name: string, says: string])[];
  readonly notes: readonly string[];
  /** What Microsoft's article prints for this key, where that should not be typed. */
  readonly errata: readonly string[];
}

/** One key: what it means, what it is now, what may be set, when that is felt, and where the article errs. */
export function factsOfKey(key: ConfigKey, open: OpenConfig): KeyFacts {
  const row = survey({ ...open, keys: [key] }).rows[0];
  const { known } = key;
  const value =
    row?.isSet === true
      ? JSON.stringify(key.value)
      : `absent${row?.actsAs === undefined ? '' : `: ${row.actsAs}`}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Now', plain(value)],
    ['Default', defaultWords(row)],
    ['Takes', takes(key)],
    ['Effect', effectOf(key, open)],
    ['Risk', known?.risk],
  ];
  return {
    means: known?.means ?? 'A key that no public release of OSM has: the add-on added it.',
    facts: facts.flatMap(([name, says]) => (says === undefined ? [] : [[name, says] as const])),
    notes: [...(known?.note === undefined ? [] : [known.note]), ...(row?.notes ?? [])],
    errata: errataOf(key),
  };
}

/** The same as text. */
export function explainKey(key: ConfigKey, open: OpenConfig, layout: Layout): string {
  const { means, facts, notes, errata } = factsOfKey(key, open);
  const lines = [
    layout.paint('strong', key.path),
    layout.paint('quiet', versionLine(open)),
    ...prose(means, 0, layout),
    '',
    ...facts.map(([name, says]) => `  ${name.padEnd(9)}${says}`),
    ...notes.flatMap((note) => ['', ...prose(note, 2, layout)]),
    ...errata.flatMap((says) => ['', ...prose(`Microsoft's article: ${says}`, 2, layout, 'warning')]),
  ];
  return `${lines.join('\n')}\n`;
}

function defaultWords(row: ReturnType<typeof survey>['rows'][number] | undefined): string | undefined {
  if (row === undefined) return undefined;
  if (!row.differs) return 'as it is now';
  return row.untouched === undefined ? 'not set' : JSON.stringify(row.untouched);
}

function takes({ known, schema }: ConfigKey): string | undefined {
  if (known !== undefined) return allowedValues(known);
  return schema?.is === 'readable' ? whatFits(schema) : undefined;
}

function effectOf({ known }: ConfigKey, { release }: OpenConfig): string | undefined {
  if (known === undefined || release === undefined) return undefined;
  const effect = inRelease(known.takesEffect, release.version);
  return effect === undefined ? undefined : effectWords[effect];
}

function errataOf({ path }: ConfigKey): string[] {
  return articleRowsOf(path).flatMap(({ verdict, says }) =>
    verdict === 'fine' || says === undefined ? [] : [says],
  );
}
