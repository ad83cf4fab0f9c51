import type { Message } from '../../model/message.ts';
import { explanationMessage, unknownTopicMessage } from '../../present/explain-message.ts';
import { explainTopic } from './explain-topic.ts';

/** The answer to `/osm explain`: a check, a key of MeshConfig or an error code; near misses for anything else. */
export function explainMessage(topic: string): Message {
  const explained = explainTopic(topic);
  return explained.is === 'known' ? explanationMessage(explained) : unknownTopicMessage(explained);
}
