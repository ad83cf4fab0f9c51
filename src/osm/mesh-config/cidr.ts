/** An IPv4 range, taken apart. */
export interface Ipv4Range {
  readonly address: string;
  readonly prefix: number;
  /** The range as iptables applies it: bits of the address beyond the prefix are zero. */
  readonly network: string;
}

const number = '(0|[1-9]\\d{0,2})';
const shape = new RegExp(`^${number}\\.${number}\\.${number}\\.${number}/(0|[1-9]\\d?)$`);

/**
 * Reads an IPv4 range strictly: four decimal octets up to 255 without leading zeros, and a prefix up to 32. The
 * CRD's pattern lets `999.1.1.1/99` and `x1.2.3.4/8` through, with which iptables fails in osm-init.
 */
export function parseIpv4Range(text: string): Ipv4Range | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0, prefix = 0] = match.slice(1).map(Number);
  const octets = [first, second, third, fourth];
  if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
  const network = octets.map((octet, index) => {
    const kept = Math.min(8, Math.max(0, prefix - 8 * index));
    return octet - (octet % 2 ** (8 - kept));
  });
  return { address: octets.join('.'), prefix, network: `${network.join('.')}/${prefix}` };
}
