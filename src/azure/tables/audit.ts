import type { Audit, AuditLine } from '../../jobs/ports.ts';
import { encodeKey, timeKey } from './keys.ts';
import type { Cells } from './packing.ts';
import type { Table } from './table.ts';

/** Characters of one cell; the service takes 32 Ki. */
const longest = 8_000;

/** The audit in a table: a partition a day, in the order of time, plain cells that any table explorer shows. */
export function auditIn(table: Table): Audit {
  return {
    add: async (line) => {
      const time = timeKey(line.at);
      await table.put({
        partition: time.slice(0, 10),
        key: `${time}-${encodeKey(line.jobId)}`,
        cells: cellsOf(line),
      });
    },
  };
}

function cellsOf(line: AuditLine): Cells {
  const told = Object.entries(line).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(told.map(([name, value]) => [name, value.slice(0, longest)]));
}
