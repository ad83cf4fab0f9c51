import { inputsFor } from '../../engine/needed-inputs.ts';
import type { Line, Message, Part } from '../../model/message.ts';
import type { ClusterSnapshot, InputName } from '../../model/snapshot.ts';
import { code, data, oneLine, quiet, shortName, strong } from '../../present/message-parts.ts';
import { count } from '../../present/words.ts';
import { factsOfKey } from '../config/explain-key.ts';
import { findConfigKey } from '../config/find-key.ts';
import { type ConfigKey, type OpenConfig, openConfig, proposalSources } from '../config/open-config.ts';
import { propose } from '../config/propose.ts';
import { shownValue, surveyLine } from '../config/render-survey.ts';
import { type ConfigRow, survey } from '../config/survey.ts';
import { lineBelowTitle } from './line-below-title.ts';
import { proposalMessage } from './proposal-message.ts';

/** What has to be read for it. */
export const configInputs: ReadonlySet<InputName> = inputsFor(proposalSources);

/** Rows and remarks that are shown; the rest is counted. */
const most = { rows: 60, remarks: 12, unknown: 8 } as const;

/** The answer to `/osm config`: the MeshConfig, one key of it, or a change that may be typed. Nothing is changed. */
export function configAnswer(snapshot: ClusterSnapshot, key?: string, value?: string): Message {
  const { cluster, inputs } = snapshot;
  if (!inputs.apiServer.ok) return unread(cluster.name, inputs.apiServer.problem.detail);
  const opened = openConfig(snapshot);
  if (opened.is === 'closed') return unread(cluster.name, opened.says);
  const open = opened.config;
  if (key === undefined) return surveyMessage(open);
  const found = findConfigKey(key, open);
  if (found.is === 'none') return refusal(open, found.says);
  if (value === undefined) return keyMessage(found.key, open);
  const proposed = propose(found.key, value, open, 'sh');
  return proposed.is === 'proposal' ? proposalMessage(proposed, open) : refusal(open, proposed.says);
}

function unread(cluster: string, because: string): Message {
  const title = oneLine(`${shortName(cluster)} · its MeshConfig could not be read`);
  return {
    tone: 'unknown',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      { is: 'paragraph', lines: [[data(because, 600)], ['Nothing was changed, and nothing is proposed.']] },
      { is: 'paragraph', lines: [['What can be seen there: ', typedHere(cluster, 'check')]] },
    ],
  };
}

/** A key or a value that does not fit, or one that stands there already: no command is given. */
function refusal(open: OpenConfig, says: string): Message {
  return {
    tone: 'neutral',
    summary: oneLine(`${shortName(open.cluster.name)} · ${says}`),
    parts: [
      { is: 'paragraph', lines: [[data(says, 900)], ['Nothing was changed, and nothing is proposed.']] },
      {
        is: 'note',
        lines: [[quiet('All keys: '), typedHere(open.cluster.name, 'config')], [lineBelowTitle(open)]],
      },
    ],
  };
}

function surveyMessage(open: OpenConfig): Message {
  const all = survey(open);
  const says = surveyLine(open, all);
  const shown = all.rows.filter(({ differs, notes }) => differs || notes.length > 0);
  const rest = all.rows.length - shown.length;
  return {
    tone: 'neutral',
    summary: oneLine(`${shortName(open.cluster.name)} · MeshConfig: ${says}`),
    parts: [
      { is: 'heading', text: oneLine(`${shortName(open.cluster.name)} · MeshConfig`) },
      {
        is: 'paragraph',
        lines: [
          [data(lineBelowTitle(open), 400)],
          [strong(says)],
          ...(open.schema.is === 'opaque' ? [[data(open.schema.because, 600)]] : []),
        ],
      },
      ...(shown.length === 0 ? [] : [tableOf(shown)]),
      ...remarksOf(shown),
      ...unknownOf(all.unknown),
      {
        is: 'paragraph',
        lines: [
          [
            shown.length === 0
              ? `All ${count(rest, 'key')} are as shipped.`
              : `${count(rest, 'other key')} as shipped.`,
          ],
          [
            'One key: ',
            typedHere(
              open.cluster.name,
              'config',
              shown[0]?.path.replace(/^spec\./, '') ?? 'traffic.enableEgress',
            ),
          ],
          ['A change is only proposed, never made: put the value behind the key.'],
        ],
      },
    ],
  };
}

function tableOf(rows: readonly ConfigRow[]): Part {
  return {
    is: 'table',
    columns: ['Key', 'Now', 'Default'],
    rows: rows
      .slice(0, most.rows)
      .map((row) => [
        [code(row.path.replace(/^spec\./, ''))],
        [code(data(shownValue(row), 120))],
        [row.differs ? defaultOf(row) : 'as it is now'],
      ]),
  };
}

function defaultOf({ untouched }: ConfigRow): string {
  return untouched === undefined ? 'not set' : data(JSON.stringify(untouched), 120);
}

function remarksOf(rows: readonly ConfigRow[]): Part[] {
  const items = rows.flatMap(({ path, notes }) =>
    notes.map((note): Line => [code(path.replace(/^spec\./, '')), `: ${data(note)}`]),
  );
  const rest = items.length - most.remarks;
  if (items.length === 0) return [];
  const more: Line[] = rest > 0 ? [[`and ${rest} more remarks`]] : [];
  return [{ is: 'list', items: [...items.slice(0, most.remarks), ...more] }];
}

function unknownOf(paths: readonly string[]): Part[] {
  if (paths.length === 0) return [];
  const rest = paths.length - most.unknown;
  return [
    { is: 'paragraph', lines: [[strong('Not in the schema; nothing reads it:')]] },
    {
      is: 'list',
      items: [
        ...paths.slice(0, most.unknown).map((path): Line => [code(data(path, 120))]),
        ...(rest > 0 ? [[`and ${rest} more`]] : []),
      ],
    },
  ];
}

function keyMessage(key: ConfigKey, open: OpenConfig): Message {
  const { means, facts, notes, errata } = factsOfKey(key, open);
  const name = key.path.replace(/^spec\./, '');
  const title = oneLine(`${shortName(open.cluster.name)} · ${name}`);
  const [, now = ''] = facts[0] ?? [];
  return {
    tone: 'neutral',
    summary: oneLine(`${title}: ${now}`),
    parts: [
      { is: 'heading', text: title },
      { is: 'paragraph', lines: [[data(lineBelowTitle(open), 400)], [data(means, 600)]] },
      { is: 'list', items: facts.map(([head, says]): Line => [strong(`${head}: `), data(says, 400)]) },
      ...[...notes, ...errata.map((says) => `Microsoft's article: ${says}`)].map(
        (text): Part => ({ is: 'paragraph', lines: [[data(text, 600)]] }),
      ),
      {
        is: 'note',
        lines: [['To have a change proposed: ', typedHere(open.cluster.name, 'config', name, 'VALUE')]],
      },
    ],
  };
}

function typedHere(cluster: string, ...[command = '', ...words]: readonly string[]): ReturnType<typeof code> {
  return code(data(['/osm', command, cluster, ...words].join(' '), 300));
}
