import type { Report } from '../model/report.ts';
import { credentialsFor } from './credentials.ts';
import { prose } from './lines.ts';
import { isPlain } from './plain-text.ts';
import type { Layout } from './terminal.ts';

/** How kubectl is pointed at a cluster that was found in Azure, for a terminal; nothing for any other. */
export function credentialLines(report: Pick<Report, 'cluster'>, layout: Layout): string[] {
  return credentialsFor(report).flatMap((line) => {
    if (!('type' in line)) return prose(line.join(''), 0, layout);
    return isPlain(line.type) ? [`  ${layout.paint('command', line.type)}`] : [];
  });
}
