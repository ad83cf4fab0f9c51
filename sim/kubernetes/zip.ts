import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);
const endMark = 0x06054b50;
const entryMark = 0x02014b50;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly headerAt: number;
  readonly next: number;
}

type Slice = (at: number, length: number) => Promise<Buffer>;

async function directoryOf(slice: Slice, size: number): Promise<Buffer> {
  const tailLength = Math.min(size, 65_557);
  const tail = await slice(size - tailLength, tailLength);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endMark)
      return slice(tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  }
  throw new Error('not a zip archive: it has no central directory');
}

function entryAt(directory: Buffer, at: number): Entry | undefined {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== entryMark) return undefined;
  const [nameLength, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
  const nameEnd = at + 46 + (nameLength ?? 0);
  return {
    name: directory.toString('utf8', at + 46, nameEnd),
    method: directory.readUInt16LE(at + 10),
    packedSize: directory.readUInt32LE(at + 20),
    headerAt: directory.readUInt32LE(at + 42),
    next: nameEnd + (extra ?? 0) + (comment ?? 0),
  };
}

function find(directory: Buffer, name: string): Entry {
  for (let at: number | undefined = 0; at !== undefined; ) {
    const entry: Entry | undefined = entryAt(directory, at);
    if (entry?.name === name) return entry;
    at = entry?.next;
  }
  throw new Error(`the archive has no ${name}`);
}

/** Reads one file out of a zip archive: APPNOTE 6.3, without encryption and without ZIP64. */
export async function readFromZip(archive: string, name: string): Promise<Buffer> {
  const file = await open(archive);
  try {
    const slice: Slice = async (at, length) => (await file.read(Buffer.alloc(length), 0, length, at)).buffer;
    const entry = find(await directoryOf(slice, (await file.stat()).size), name);
    const header = await slice(entry.headerAt, 30);
    const dataAt = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const data = await slice(dataAt, entry.packedSize);
    return entry.method === 0 ? data : await inflate(data);
  } finally {
    await file.close();
  }
}
