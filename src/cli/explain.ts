import { explainTopic } from '../commands/ask/explain-topic.ts';
import type { Explanation } from '../present/explain-message.ts';
import { prose } from '../present/lines.ts';
import type { Layout } from '../present/terminal.ts';
import { UsageError } from './usage-error.ts';

/** `osm-doctor explain ID|KEY|E-CODE`: what a check, a key of MeshConfig or an error code of OSM's log means. */
export function explain(topic: string, layout: Layout): string {
  const explained = explainTopic(topic);
  if (explained.is === 'known') return `${linesOf(explained, layout).join('\n')}\n`;
  const meant = explained.near.length === 0 ? '' : ` Did you mean ${explained.near.join(' or ')}?`;
  throw new UsageError(
    `${explained.says}${meant}\n"osm-doctor checks" lists the checks; keys of MeshConfig and error codes such as E4001 are explained too.`,
  );
}

function linesOf({ title, kind, sections }: Explanation, layout: Layout): string[] {
  return [
    ...prose(title, 0, layout, 'strong'),
    layout.paint('quiet', kind),
    ...sections.flatMap(({ head, says }) => [
      '',
      layout.paint('strong', head),
      ...says.flatMap((text) => prose(text, 2, layout)),
    ]),
  ];
}
