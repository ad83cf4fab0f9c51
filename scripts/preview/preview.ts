import type { Message } from '../../src/model/message.ts';

/** A message to look at, as it would stand in a channel. */
export interface Preview {
  /** Name of its pictures, in kebab-case. */
  readonly name: string;
  /** What happened, in a few words: what a person who looks at it should read off its first screen. */
  readonly story: string;
  /** `caller`: only the one who typed the command sees it. */
  readonly seenBy: 'channel' | 'caller';
  readonly parent: Message;
  /** What stands in its thread. */
  readonly details?: Message;
}
