import type { Asker } from '../model/job.ts';
import type { Span } from '../model/message.ts';
import { data } from './message-parts.ts';

/** Who asked, for the last line of an answer. */
export function attribution(by: Asker): Span[] {
  switch (by.is) {
    case 'person':
      return ['Asked by ', { text: by.user, as: 'user' }];
    case 'timer':
      return ['Asked by the timer'];
    case 'alert':
      return [`Asked by the alert ${data(by.rule, 120)}`];
  }
}
