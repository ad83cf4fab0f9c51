import type { Line, Message, Part } from '../../model/message.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { Change } from '../../model/remedy.ts';
import { effectWords } from '../../osm/mesh-config/words.ts';
import {
  code,
  data,
  flow,
  objectSpan,
  oneLine,
  type Piece,
  shortName,
  strong,
} from '../../present/message-parts.ts';
import { tellCommands } from '../../present/tell-commands.ts';
import type { OpenConfig } from '../config/open-config.ts';
import type { Proposal } from '../config/propose.ts';
import { lineBelowTitle } from './line-below-title.ts';

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
        lines: [
          [strong('Nothing was changed: this is a proposal.'), ...effectSpans(proposal, open)],
          [data(lineBelowTitle(open), 400)],
        ],
      },
      { is: 'list', items: changeItems(changed) },
      ...warningParts(warnings),
      ...flow(tellCommands(open, [remedy])([remedy])),
      ...flow(restartPieces(proposal)),
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

/** When it is felt, above the command: whoever types it should know before. */
function effectSpans({ effect, restarts }: Proposal, open: OpenConfig): Line {
  if (effect === undefined) return [];
  if (effect === 'notKnown') return [' When it would be felt is not known.'];
  const takes = ` The change takes effect ${effectWords[effect]}`;
  if (effect === 'newPods' && open.injected === undefined) {
    return [`${takes}; which workloads must restart is not known: pods could not be read.`];
  }
  return [`${takes}${restarts.length === 0 ? '' : `: ${restartsWords(restarts)}`}.`];
}

function restartsWords({ length }: Proposal['restarts']): string {
  return length === 1
    ? 'one workload must restart to feel it, see below'
    : `${length} workloads must restart to feel it, see below`;
}

function restartPieces({ restarts }: Proposal): Piece[] {
  const rest = restarts.length - most.restarts;
  return [
    ...(restarts.length === 0 ? [] : [['After it, for the change to be felt everywhere:'] as Line]),
    ...restarts
      .slice(0, most.restarts)
      .flatMap(({ workload, pods, command }): Piece[] => [
        ['→ Restart ', objectSpan(workload), ` (${pods} ${pods === 1 ? 'pod' : 'pods'}):`],
        { type: command },
      ]),
    ...(rest > 0 ? [[`and ${rest} more workloads, such as `, code(lastName(restarts))] as Line] : []),
  ];
}

function lastName(restarts: Proposal['restarts']): string {
  const last = restarts.at(-1);
  return last === undefined ? '' : data(nameOf(last.workload), 160);
}
