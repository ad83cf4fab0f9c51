import { createContext, useContext } from 'react';
import type { PageMessage } from '../../api.ts';

/** The message that blocks are part of; a modal has none. */
interface MessagePlace {
  readonly message: PageMessage;
  /** What it says, and what the message that its thread is about says: there the cluster is named. */
  readonly said: string;
}

const MessageContext = createContext<MessagePlace | undefined>(undefined);

/** Says to the blocks inside which message they are part of. */
export const MessageProvider = MessageContext.Provider;

/** The message that a block is part of. */
export function useMessage(): MessagePlace | undefined {
  return useContext(MessageContext);
}
