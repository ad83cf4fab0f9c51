import { optional } from '../model/json.ts';
import { firstToMend, type SelfCheck, type SelfCheckStep, selfCheckState } from '../model/self-check.ts';
import { prose } from './lines.ts';
import { isPlain, plain } from './plain-text.ts';
import { type Layout, marks, type Tone } from './terminal.ts';
import { count } from './words.ts';

/** Every step with its mark, what to mend first and how, and what could not be tried. */
export function renderSelfCheck(check: SelfCheck, layout: Layout): string {
  const first = firstToMend(check);
  const blocks = [
    check.steps.flatMap((step) => stepLines(step, step === first, layout)),
    first === undefined ? [] : mendLines(first, layout),
    check.notSeen.length === 0 ? [] : notSeenLines(check.notSeen, layout),
    prose(verdict(check), 0, layout, tones[selfCheckState(check)]),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const tones: { readonly [O in SelfCheckStep['outcome']]: Tone } = {
  passed: 'passed',
  failed: 'error',
  unknown: 'unknown',
};

/** What to do about the first to mend stands below, whole. */
function stepLines(step: SelfCheckStep, isFirst: boolean, layout: Layout): string[] {
  const { outcome, of, says, todo } = step;
  return [
    ...prose(`${marks[outcome]} ${of}`, 0, layout, tones[outcome]),
    ...prose(says, 4, layout),
    ...(todo === undefined || isFirst ? [] : prose(`→ ${todo}`, 4, layout, 'quiet')),
  ];
}

function mendLines({ outcome, of, says, todo, command, manifest }: SelfCheckStep, layout: Layout): string[] {
  const head = outcome === 'failed' ? 'Mend this first' : 'Look at this first';
  return [
    ...prose(`${head}: ${of}`, 0, layout, 'strong'),
    ...prose(todo ?? says, 2, layout),
    ...copied(command, 'command', layout),
    ...copied(manifest, 'quiet', layout),
  ];
}

/** Lines to copy are never wrapped. */
function copied(text: string | undefined, tone: Tone, { paint }: Layout): string[] {
  if (text === undefined) return [];
  const lines = text.trimEnd().split('\n');
  if (!canBeCopied(text)) return ['  (not shown: it holds control characters)'];
  return ['', ...lines.map((line) => `  ${paint(tone, line)}`)];
}

/** Lines of plain characters: else what is copied is not what is seen. */
function canBeCopied(text: string): boolean {
  return text.split('\n').every(isPlain);
}

function notSeenLines(notSeen: readonly string[], layout: Layout): string[] {
  return [
    ...prose('What cannot be seen from here:', 0, layout, 'strong'),
    ...notSeen.flatMap((sentence) => prose(`- ${sentence}`, 2, layout)),
  ];
}

function verdict({ steps }: SelfCheck): string {
  const failed = steps.filter(({ outcome }) => outcome === 'failed').length;
  const unknown = steps.filter(({ outcome }) => outcome === 'unknown').length;
  const all = count(steps.length, 'step');
  if (failed > 0)
    return `${failed} of ${all} failed${unknown === 0 ? '.' : `, and ${unknown} could not be seen.`}`;
  if (unknown > 0)
    return `None of ${all} failed, but ${unknown} could not be seen: this is not a clean bill.`;
  return `All ${all} passed.`;
}

/** The same as a document for programs; `version` grows with changes that break readers. */
export function selfCheckDocument(check: SelfCheck, toolVersion: string): object {
  const { takenAt, steps, notSeen } = check;
  const first = firstToMend(check);
  return {
    version: 1,
    tool: `osm-doctor ${toolVersion}`,
    takenAt,
    state: selfCheckState(check),
    steps: steps.map(stepDocument),
    ...(first === undefined ? {} : { first: { area: first.area, of: plain(first.of) } }),
    notSeen: notSeen.map(plain),
  };
}

/** JSON leaves some characters as they are that turn or hide text in a terminal, where people read this answer. */
function stepDocument({ area, of, outcome, says, todo, command, manifest }: SelfCheckStep): SelfCheckStep {
  return {
    area,
    of: plain(of),
    outcome,
    says: plain(says),
    ...optional('todo', todo === undefined ? undefined : plain(todo)),
    ...optional('command', command !== undefined && canBeCopied(command) ? command : undefined),
    ...optional('manifest', manifest !== undefined && canBeCopied(manifest) ? manifest : undefined),
  };
}
