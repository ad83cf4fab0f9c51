import type { PostResult } from '../jobs/ports.ts';
import type { Place } from '../model/job.ts';
import { text } from '../model/json.ts';
import { leadsToSlack } from './address.ts';
import { type Answer, type Operation, sendTo } from './exchange.ts';
import { refusal } from './refusals.ts';
import { beginning, visible } from './visible-text.ts';

/** A text file as people will see it. */
interface SharedFile {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

/**
 * Shares a file: announced, uploaded, and only then shown, so that only the last step can be unclear. Slack does not
 * tell the message's `ts`: the answer gives the thread's, or nothing.
 */
export async function shareFile(
  { call, until }: Operation,
  apiUrl: string,
  place: Place,
  file: SharedFile,
): Promise<PostResult> {
  const content = file.text.toWellFormed();
  const announced = await call('files.getUploadURLExternal', {
    filename: shown(file.name),
    length: Buffer.byteLength(content),
  });
  if (announced.is !== 'ok') return notShared(announced, place.channel);
  const url = text(announced.data['upload_url']) ?? '';
  const id = text(announced.data['file_id']) ?? '';
  if (!leadsToSlack(url, apiUrl, 'files')) return { is: 'refused', because: foreign, lasting: true };
  const uploaded = await sendTo(url, content, 'application/octet-stream', until);
  if (uploaded.is !== 'ok') return notShared(uploaded, place.channel);
  const completed = await call('files.completeUploadExternal', {
    files: [{ id, title: shown(file.title) }],
    channel_id: place.channel,
    ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
  });
  if (completed.is !== 'ok') return refusal(completed, place.channel);
  return { is: 'posted', at: { channel: place.channel, ts: place.thread ?? '' } };
}

const foreign =
  "The address that was named for uploading a file is not Slack's, so nothing was sent there. Check what stands between the app and slack.com.";

/** A name or title: no letter of it hides or turns others around. */
function shown(name: string): string {
  return beginning(visible(name), 200);
}

/** Before the last step nothing is in the channel, whatever was lost. */
function notShared(answer: Exclude<Answer, { is: 'ok' }>, channel: string): PostResult {
  const result = refusal(answer, channel);
  return result.is === 'unclear' ? { is: 'refused', because: result.because, lasting: false } : result;
}
