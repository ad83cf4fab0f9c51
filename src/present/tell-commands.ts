import type { Line } from '../model/message.ts';
import type { Remedy } from '../model/remedy.ts';
import type { Report } from '../model/report.ts';
import { credentialsFor } from './credentials.ts';
import { canBeShown, data, type Piece, quiet } from './message-parts.ts';
import { proofWords, risks, sharedDoubt } from './remedy-words.ts';

/**
 * Tells commands in the order in which a message is read: before the first of a cluster how kubectl is pointed at it,
 * none twice, and a doubt that holds for all of them once. `shown` is all that will be told; what several clusters
 * share of one message is `told`.
 */
export function tellCommands(
  report: Pick<Report, 'cluster'>,
  shown: readonly Remedy[],
  told: Set<string> = new Set(),
): (remedies: readonly Remedy[]) => Piece[] {
  const doubt = sharedDoubt(shown);
  return (remedies) => [
    ...(remedies.some(({ command }) => canBeShown(command)) ? pointingPieces(report, told) : []),
    ...remedies.flatMap((remedy) => commandPieces(remedy, doubt, told)),
  ];
}

function pointingPieces(report: Pick<Report, 'cluster'>, told: Set<string>): Piece[] {
  const pieces = credentialsFor(report);
  const commands = pieces.flatMap((piece) => ('type' in piece ? [piece.type] : []));
  if (commands.every((command) => told.has(command))) return [];
  for (const command of commands) told.add(command);
  return pieces.map((piece) => ('type' in piece ? piece : ['→ ', ...piece]));
}

/** What a command does, the command, what is known of it, and the way back. */
function commandPieces(remedy: Remedy, doubt: string | undefined, told: Set<string>): Piece[] {
  const { does, risk, command, undo } = remedy;
  const known = told.has(command) && (undo === undefined || told.has(undo));
  const step = typed(`→ ${data(does)}${risks[risk]}`, command, told);
  if (known) return step;
  return [
    ...step,
    ...proofLines(remedy, doubt, told),
    ...(undo === undefined ? [] : typed('← To take it back', undo, told)),
  ];
}

function typed(says: string, command: string, told: Set<string>): Piece[] {
  if (told.has(command)) return [[`${says}: the same command as above.`]];
  told.add(command);
  return [[`${says}:`], { type: command }];
}

function proofLines(remedy: Remedy, doubt: string | undefined, told: Set<string>): Line[] {
  const proof = doubt ?? proofWords(remedy);
  if (proof === undefined || (doubt !== undefined && (remedy.risk === 'readOnly' || told.has(doubt))))
    return [];
  if (doubt !== undefined) told.add(doubt);
  return [[quiet(data(proof))]];
}
