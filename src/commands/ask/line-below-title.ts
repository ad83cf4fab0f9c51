import { shortName } from '../../present/message-parts.ts';
import { plain } from '../../present/plain-text.ts';
import type { OpenConfig } from '../config/open-config.ts';
import { configLine, versionLine } from '../config/version-line.ts';

/** What a MeshConfig is, below a title that names its cluster: the name once more only where the title had to cut it. */
export function lineBelowTitle(open: OpenConfig): string {
  const { name } = open.cluster;
  return plain(name) === shortName(name) ? configLine(open) : versionLine(open);
}
