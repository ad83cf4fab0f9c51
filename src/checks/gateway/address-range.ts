/** A range of addresses, as far as it matters here. */
interface AddressRange {
  /** Address and prefix, the bits beyond the prefix zero where it is IPv4: two texts of one range are equal. */
  readonly canonical: string;
  readonly prefix: number;
}

const octet = '(0|[1-9]\\d{0,2})';
const ipv4 = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`);

/**
 * Reads a range as Go's `net.ParseCIDR` does, by which OSM reads those of IngressBackend and Egress: IPv4 or IPv6, and
 * zeros before the prefix are no fault. Undefined where Go would refuse it.
 */
export function readRange(text: string): AddressRange | undefined {
  // Where there is no slash, all of it is the prefix, and what is left no address.
  const slash = text.lastIndexOf('/');
  const address = text.slice(0, slash);
  const bits = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(bits)) return undefined;
  const prefix = Number(bits);
  const octets = readIpv4(address);
  if (octets !== undefined) {
    if (prefix > 32) return undefined;
    return { canonical: `${networkOf(octets, prefix)}/${prefix}`, prefix };
  }
  const shortened = readIpv6(address);
  return shortened === undefined || prefix > 128
    ? undefined
    : { canonical: `${shortened}/${prefix}`, prefix };
}

/** Whether a text is an address alone: with its prefix it would be the range that was meant. */
export function isAddress(text: string): boolean {
  return readIpv4(text) !== undefined;
}

/** Whether a range of IPv4 holds an address of IPv4; false where either is none. */
export function holds(range: string, address: string): boolean {
  const read = readRange(range);
  const octets = readIpv4(address);
  return (
    read !== undefined &&
    octets !== undefined &&
    read.canonical === `${networkOf(octets, read.prefix)}/${read.prefix}`
  );
}

function readIpv4(text: string): number[] | undefined {
  const octets = ipv4.exec(text)?.slice(1).map(Number);
  return octets?.every((value) => value <= 255) === true ? octets : undefined;
}

function networkOf(octets: readonly number[], prefix: number): string {
  return octets
    .map((value, index) => {
      const kept = Math.min(8, Math.max(0, prefix - 8 * index));
      return value - (value % 2 ** (8 - kept));
    })
    .join('.');
}

/** The parser of URLs knows what an IPv6 address is, and gives the shortest form of it. */
function readIpv6(text: string): string | undefined {
  const url = /^[0-9a-f:.]+$/i.test(text) ? URL.parse(`http://[${text}]/`) : null;
  return url === null ? undefined : url.hostname.slice(1, -1);
}
