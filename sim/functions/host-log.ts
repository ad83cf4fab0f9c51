/** Writes a line: level as in `information`, category as in `Function.jobs.User`. */
export type HostLog = (level: string, category: string, says: string) => void;

/** One line of stdout a call; further lines of a text are set in, so that a line's beginning is the host's own. */
export const writeLine: HostLog = (level, category, says) => {
  const text = says.replaceAll('\n', '\n    ');
  process.stdout.write(`${new Date().toISOString()} ${level} ${category}: ${text}\n`);
};
