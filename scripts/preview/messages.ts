import { alertPreviews } from './alerts.ts';
import { answerPreviews } from './answers.ts';
import { checkPreviews } from './checks.ts';
import { digestPreviews } from './digests.ts';
import { noAnswerPreviews } from './no-answers.ts';
import type { Preview } from './preview.ts';

/** The golden messages: whoever adds a kind of message adds one here. */
export function previews(): Preview[] {
  return [
    ...checkPreviews(),
    ...noAnswerPreviews(),
    ...digestPreviews(),
    ...alertPreviews(),
    ...answerPreviews(),
  ];
}
