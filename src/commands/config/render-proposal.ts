import { nameOf } from '../../model/object-ref.ts';
import type { Change } from '../../model/remedy.ts';
import { effectWords } from '../../osm/mesh-config/words.ts';
import { assurance, prose, remedyLines } from '../../present/lines.ts';
import { plain } from '../../present/plain-text.ts';
import type { Layout } from '../../present/terminal.ts';
import type { OpenConfig } from './open-config.ts';
import type { Proposal } from './propose.ts';
import { versionLine } from './version-line.ts';

/** Workloads named; the rest is counted. */
const workloadsShown = 8;

/** A proposal as text: what changes, the command, its undo and proof, when it is felt, what to mind. */
export function renderProposal(proposal: Proposal, open: OpenConfig, layout: Layout): string {
  const { changed, remedy, effect, warnings } = proposal;
  const blocks = [
    [layout.paint('quiet', versionLine(open)), 'Nothing was changed: this is a proposal.'],
    changed.flatMap((change) => changeLines(change, layout)),
    warnings.flatMap((warning) => prose(`! ${warning}`, 0, layout, 'warning')),
    [...remedyLines(remedy, 0, layout), ...assurance(remedy, 0, layout)],
    [
      ...(effect === undefined ? [] : prose(`Takes effect ${effectWords[effect]}.`, 0, layout)),
      ...restartLines(proposal, open, layout),
    ],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function changeLines({ path, before, after }: Change, { paint }: Layout): string[] {
  const shown = (value: unknown) => plain(value === undefined ? 'absent' : JSON.stringify(value));
  return [
    paint('strong', plain(path)),
    paint('error', `  - ${shown(before)}`),
    paint('passed', `  + ${shown(after)}`),
  ];
}

function restartLines({ restarts, effect }: Proposal, open: OpenConfig, layout: Layout): string[] {
  if (effect === 'newPods' && open.injected === undefined) {
    return prose('Which workloads must restart is not known: pods could not be read.', 0, layout);
  }
  const shown = restarts.slice(0, workloadsShown);
  const rest = restarts.length - shown.length;
  return [
    ...(shown.length === 0 ? [] : prose('To be felt everywhere these must restart:', 0, layout)),
    ...shown.flatMap(({ workload, pods, command }) => [
      ...prose(`${nameOf(workload)} (${pods} pods)`, 2, layout),
      `    ${layout.paint('command', plain(command))}`,
    ]),
    ...(rest > 0 ? prose(`and ${rest} more workloads`, 2, layout) : []),
  ];
}
