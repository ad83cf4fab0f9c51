import type { Message, Part } from '../model/message.ts';
import type { Report } from '../model/report.ts';
import { minuteOf } from './dates.ts';
import { commandPart, oneLine, shortName, strong } from './message-parts.ts';
import { noPaint } from './terminal.ts';
import { renderText } from './text.ts';
import { countSeverities, findingsOf, headline } from './words.ts';

/** A report as a text file, for what no message can hold. */
export interface ReportFile {
  readonly file: { readonly name: string; readonly title: string; readonly text: string };
  /** What is said beside the file. */
  readonly summary: Message;
  /** What is said where the file can't be shared: how to get it all the same. */
  readonly instead: Message;
}

/** Everything that a report holds, as text without colours. */
export function reportFile(report: Report): ReportFile {
  const name = shortName(report.cluster.name);
  const at = report.takenAt.slice(0, 16).replaceAll(/[^\dT-]/g, '');
  const found = countSeverities(findingsOf(report).map(({ finding }) => finding));
  const title = oneLine(`${name} · ${headline(report)}`);
  const message = (says: string, ...more: readonly Part[]): Message => ({
    tone: report.state,
    summary: title,
    parts: [{ is: 'paragraph', lines: [[strong(title)], [says]] }, ...more],
  });
  return {
    file: {
      name: `osm-doctor-${name.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}-${at}.txt`,
      title: oneLine(`${name} · everything that was found, ${minuteOf(report.takenAt)}`),
      text: renderText(report, { paint: noPaint, columns: 100 }),
    },
    summary: message(`${found}: too much for messages, so it is in the file.`),
    instead: message(
      `${found}: the whole report is too long for a message. In the terminal, this judges the cluster again and tells all of it:`,
      commandPart(terminalCommand(report)),
    ),
  };
}

/** A name that a shell might not take as one plain word is left for the person to fill in. */
function terminalCommand({ cluster, namespace }: Report): string {
  const word = (name: string, otherwise: string) => (/^\w[\w./-]*$/.test(name) ? name : otherwise);
  const where = namespace === undefined ? [] : ['-n', word(namespace, 'NAMESPACE')];
  return ['osm-doctor check', word(cluster.name, 'CLUSTER'), ...where, '-o text'].join(' ');
}
