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

/** One key: what it means, what it is now, what may be set, when that is felt, and where the article errs. */
export function explainKey(key: ConfigKey, open: OpenConfig, layout: Layout): string {
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
  const lines = [
    layout.paint('strong', key.path),
    layout.paint('quiet', versionLine(open)),
    ...prose(known?.means ?? 'A key that no public release of OSM has: the add-on added it.', 0, layout),
    '',
    ...facts.flatMap(([name, says]) => (says === undefined ? [] : [`  ${name.padEnd(9)}${says}`])),
    ...[known?.note, ...(row?.notes ?? [])].flatMap((note) =>
      note === undefined ? [] : ['', ...prose(note, 2, layout)],
    ),
    ...erratum(key, layout),
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

/** What Microsoft's article prints for this key, where that should not be typed. */
function erratum({ path }: ConfigKey, layout: Layout): string[] {
  const wrong = articleRowsOf(path).filter(({ verdict, says }) => verdict !== 'fine' && says !== undefined);
  return wrong.flatMap(({ says = '' }) => [
    '',
    ...prose(`Microsoft's article: ${says}`, 2, layout, 'warning'),
  ]);
}
