import type { Message } from '../../model/message.ts';
import { operation, type SlackAccess } from '../exchange.ts';
import { type Proposed, proposalForm } from './proposal-form.ts';

/** Opens the form for a proposal; answers with what to say when it does not open. */
export async function openProposal(
  slack: SlackAccess,
  triggerId: string,
  about: Proposed,
): Promise<Message | undefined> {
  const answer = await operation(slack).call('views.open', {
    trigger_id: triggerId,
    view: proposalForm(about),
  });
  if (answer.is === 'ok') return undefined;
  const key = about.key ?? 'KEY';
  return {
    tone: 'neutral',
    summary: 'Slack did not open the form.',
    parts: [
      { is: 'heading', text: 'Slack did not open the form' },
      { is: 'paragraph', lines: [['Click again, or type the same as a command:']] },
      { is: 'command', text: `/osm config ${about.cluster} ${key} VALUE` },
    ],
  };
}
