import { generate } from 'selfsigned';

/** A certificate and its key, both PEM. */
interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Everything that TLS and sign-in by certificate need. */
export interface Certificates {
  /** What clients must trust. */
  readonly ca: string;
  readonly server: KeyPair;
  /** What the server trusts to sign its users' certificates. */
  readonly clientCa: string;
  readonly clients: ReadonlyMap<string, KeyPair>;
}

const year = 365 * 24 * 3600 * 1000;
const ec = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

function subject(commonName: string, group = 'osm-doctor simulator'): { name: string; value: string }[] {
  return [
    { name: 'commonName', value: commonName },
    { name: 'organizationName', value: group },
  ];
}

async function authority(name: string): Promise<KeyPair> {
  const made = await generate(subject(name), {
    ...ec,
    notAfterDate: new Date(Date.now() + year),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
  });
  return { cert: made.cert, key: made.private };
}

async function serverPair(ca: KeyPair): Promise<KeyPair> {
  const made = await generate(subject('kube-apiserver'), {
    ...ec,
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 2, value: 'kubernetes' },
          { type: 2, value: 'kubernetes.default.svc' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

async function clientPair(ca: KeyPair, user: string, expired: boolean): Promise<KeyPair> {
  const made = await generate(subject(user, user === 'admin' ? 'system:masters' : `${user}s`), {
    ...ec,
    ca,
    notBeforeDate: new Date(Date.now() - year),
    notAfterDate: new Date(Date.now() + (expired ? -3600 * 1000 : year)),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', clientAuth: true },
    ],
  });
  return { cert: made.cert, key: made.private };
}

async function make(): Promise<Certificates> {
  const [ca, clientCa, stranger] = await Promise.all(
    ['kubernetes', 'kubernetes-clients', 'nobody-knows'].map(authority),
  );
  if (ca === undefined || clientCa === undefined || stranger === undefined)
    throw new Error('no certificates were made');
  const users = ['admin', 'reader', 'doctor', 'nobody'].map(
    async (user) => [user, await clientPair(clientCa, user, false)] as const,
  );
  const expired = clientPair(clientCa, 'reader', true).then((pair) => ['expired', pair] as const);
  const wrong = clientPair(stranger, 'reader', false).then((pair) => ['wrongToken', pair] as const);
  const server = await serverPair(ca);
  return {
    ca: ca.cert,
    server,
    clientCa: clientCa.cert,
    clients: new Map(await Promise.all([...users, expired, wrong])),
  };
}

let made: Promise<Certificates> | undefined;

/** The certificates of this process: made once, since every simulated server may share them. */
export function certificates(): Promise<Certificates> {
  made ??= make();
  return made;
}
