import type { Line, Message, Part } from '../../model/message.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { Change } from '../../model/remedy.ts';
import { effectWords } from '../../osm/mesh-config/words.ts';
import { credentialsFor } from '../../present/credentials.ts';
import { code, data, flow, objectSpan, oneLine, shortName, strong } from '../../present/message-parts.ts';
import { onePieces } from '../../present/worst-findings.ts';
import type { OpenConfig } from '../config/open-config.ts';
import type { Proposal } from '../config/propose.ts';
import { versionLine } from '../config/version-line.ts';

/** Workloads whose restart is shown, and changes; the rest is counted. */
const most = { restarts: 5, changes: 8 } as const;

/** A change that may be typed: what differs then, the command with its undo and proof, and who feels it when. */
export function proposalMessage(proposal: Proposal, open: OpenConfig): Message {
  const { remedy, changed, warnings } = proposal;
  const name = shortName(open.cluster.name);
  const [change] = changed;
  const title = oneLine(`${name} · proposed: ${change === undefined ? remedy.does : shortChange(change)}`);
  return {
    tone: 'neutral',
    summary: title,
    parts: [
      { is: 'heading', text: title },
      {
        is: 'paragraph',
        lines: [[strong('Nothing was changed: this is a proposal.')], [data(versionLine(open), 400)]],
      },
      { is: 'list', items: changeItems(changed) },
      ...warningParts(warnings),
      ...flow([...credentialsFor(open), ...onePieces(remedy)]),
      ...flow(effectPieces(proposal, open)),
    ],
  };
}

function shortChange({ path, before, after }: Change): string {
  return `${path.replace(/^spec\./, '')} from ${shown(before, 24)} to ${shown(after, 24)}`;
}

function changeItems(changed: readonly Change[]): Line[] {
  const rest = changed.length - most.changes;
  return [
    ...changed
      .slice(0, most.changes)
      .map(
        ({ path, before, after }): Line => [
          code(data(path, 120)),
          ': now ',
          code(shown(before, 200)),
          ', then ',
          code(shown(after, 200)),
        ],
      ),
    ...(rest > 0 ? [[`and ${rest} more changes`]] : []),
  ];
}

function shown(value: unknown, length: number): string {
  return data(value === undefined ? 'absent' : JSON.stringify(value), length);
}

function warningParts(warnings: readonly string[]): Part[] {
  if (warnings.length === 0) return [];
  return [{ is: 'paragraph', lines: warnings.map((text): Line => [strong('Mind: '), data(text, 600)]) }];
}

function effectPieces(
  { effect, restarts }: Proposal,
  open: OpenConfig,
): (Line | { readonly type: string })[] {
  const takes: Line[] = effect === undefined ? [] : [[`Takes effect ${effectWords[effect]}.`]];
  if (effect === 'newPods' && open.injected === undefined) {
    return [...takes, ['Which workloads must restart is not known: pods could not be read.']];
  }
  const rest = restarts.length - most.restarts;
  return [
    ...takes,
    ...(restarts.length === 0 ? [] : [['To be felt everywhere these must restart:'] as Line]),
    ...restarts
      .slice(0, most.restarts)
      .flatMap(({ workload, pods, command }): (Line | { readonly type: string })[] => [
        [objectSpan(workload), ` (${pods} ${pods === 1 ? 'pod' : 'pods'})`],
        { type: command },
      ]),
    ...(rest > 0 ? [[`and ${rest} more workloads, such as `, code(lastName(restarts))] as Line] : []),
  ];
}

function lastName(restarts: Proposal['restarts']): string {
  const last = restarts.at(-1);
  return last === undefined ? '' : data(nameOf(last.workload), 160);
}
