import type { Click, Do, Run, RunResult, Say, Submit, Suggestion } from '../api.ts';

/** What became of something that was sent: done, or why not, as a sentence. */
export type Outcome<T> =
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'refused'; readonly says: string };

const silent = 'The playground does not answer. Start it again with npm start.';
/** Milliseconds to wait for an answer; a part that starts and a command that runs take longer. */
const patience = { usual: 10_000, long: 60_000 } as const;

/** Says something, or gives a command. */
export function say(body: Say): Promise<Outcome<undefined>> {
  return sent('/api/say', body);
}

/** Clicks a button of a message. */
export function click(body: Click): Promise<Outcome<undefined>> {
  return sent('/api/click', body);
}

/** Sends a form off; the value holds what is wrong, by field, when something is. */
export async function submit(body: Submit): Promise<Outcome<Readonly<Record<string, string>>>> {
  const outcome = await sent<{ readonly errors?: Readonly<Record<string, string>> }>('/api/submit', body);
  return outcome.is === 'done' ? { is: 'done', value: outcome.value?.errors ?? {} } : outcome;
}

/** Closes a form without sending it. */
export function close(viewId: string): Promise<Outcome<undefined>> {
  return sent('/api/close', { viewId });
}

/** Sets a switch of the world, or does a deed. */
export function act(body: Do): Promise<Outcome<undefined>> {
  return sent('/api/do', body, patience.long);
}

/** Runs a command in a simulated cluster. */
export async function run(body: Run): Promise<Outcome<RunResult>> {
  const outcome = await sent<RunResult>('/api/run', body, patience.long);
  if (outcome.is === 'refused') return outcome;
  if (outcome.value === undefined) return { is: 'refused', says: 'The command gave no result.' };
  return { is: 'done', value: outcome.value };
}

/** What could stand in the message box. Without an answer there is nothing to suggest. */
export async function complete(
  text: string,
  channel: string,
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  try {
    const answer = await fetch(`/api/complete?${new URLSearchParams({ text, channel })}`, { signal });
    if (!answer.ok) return [];
    const { suggestions } = (await answer.json()) as { readonly suggestions: readonly Suggestion[] };
    return suggestions;
  } catch {
    return [];
  }
}

async function sent<T = undefined>(
  path: string,
  body: unknown,
  ms: number = patience.usual,
): Promise<Outcome<T | undefined>> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ms),
    });
    const told = answer.status === 204 ? undefined : await read(answer);
    return answer.ok
      ? { is: 'done', value: told as T | undefined }
      : {
          is: 'refused',
          says: told?.says ?? `The playground answered ${answer.status} and did not say why.`,
        };
  } catch {
    return { is: 'refused', says: silent };
  }
}

async function read(answer: Response): Promise<{ readonly says?: string } | undefined> {
  try {
    return (await answer.json()) as { readonly says?: string };
  } catch {
    return undefined;
  }
}
