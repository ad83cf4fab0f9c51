import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { injectorWithoutImages, releaseUnknown } from './images.ts';
import { meshConfigUnread, noMeshConfig, ours, set } from './set.ts';

const upstream = 'MeshConfig osm-system/osm-mesh-config';
const tls = (keys: Readonly<Record<string, unknown>>, meshConfig?: string) => [
  set('sidecar', keys, meshConfig),
];
const min = (tlsMinProtocolVersion: unknown) => tls({ tlsMinProtocolVersion });
const ciphers = (...cipherSuites: readonly unknown[]) => tls({ cipherSuites });

export const cases: CheckCases = {
  fires: [
    { name: 'TLS 1.0', edits: min('TLSv1_0'), expect: [['oldMinimum', ours, 'error']] },
    { name: 'TLS 1.1', edits: min('TLSv1_1'), expect: [['oldMinimum', ours, 'error']] },
    {
      name: 'left to Envoy v1.19, which accepts TLS 1.0',
      cluster: 'healthy-1.1.1',
      edits: tls({ tlsMinProtocolVersion: 'TLS_AUTO' }, upstream),
      expect: [['oldMinimum', upstream]],
    },
    {
      name: '1.1.0, the first that has the keys',
      cluster: 'healthy-1.1.1',
      edits: [...tls({ tlsMinProtocolVersion: 'TLSv1_1' }, upstream), ...onRelease('v1.1.0', 'osm-system')],
      expect: [['oldMinimum', upstream]],
    },
    {
      name: 'left to an Envoy v1.21 that is pinned',
      edits: tls({ tlsMinProtocolVersion: 'TLS_AUTO', envoyImage: 'envoyproxy/envoy:v1.21.5' }),
      expect: [['oldMinimum', ours]],
    },
    {
      name: 'nothing newer than TLS 1.1',
      edits: tls({ tlsMaxProtocolVersion: 'TLSv1_1' }),
      expect: [['oldMaximum', ours]],
    },
    {
      name: 'TLS 1.3 and newer, and nothing newer than TLS 1.0',
      edits: tls({ tlsMinProtocolVersion: 'TLSv1_3', tlsMaxProtocolVersion: 'TLSv1_0' }),
      expect: [['oldMaximum', ours]],
    },
    {
      name: 'two weak ciphers beside a strong one',
      edits: ciphers('AES128-SHA', 'ECDHE-RSA-AES128-GCM-SHA256', 'AES256-SHA'),
      expect: [['weakCiphers', ours, 'error']],
    },
    {
      name: 'without forward secrecy',
      edits: ciphers('ECDHE-RSA-AES128-GCM-SHA256', 'AES128-GCM-SHA256'),
      expect: [['weakCiphers', ours, 'error']],
    },
    { name: 'CBC with SHA-1', edits: ciphers('ECDHE-RSA-AES256-SHA'), expect: [['weakCiphers', ours]] },
    { name: '3DES', edits: ciphers('DES-CBC3-SHA'), expect: [['weakCiphers', ours]] },
    {
      name: "in IANA's words",
      edits: ciphers('TLS_RSA_WITH_AES_128_CBC_SHA'),
      expect: [['weakCiphers', ours]],
    },
    {
      name: 'in a group of equal preference',
      edits: ciphers('[ECDHE-RSA-AES128-GCM-SHA256|AES128-SHA]'),
      expect: [['weakCiphers', ours]],
    },
    {
      name: 'a weak one beside a word that is not known',
      edits: ciphers('HIGH', 'RC4-MD5'),
      expect: [['weakCiphers', ours]],
    },
    {
      name: 'all at once, and what is not known hides nothing',
      edits: tls({
        tlsMinProtocolVersion: null,
        tlsMaxProtocolVersion: 'TLSv1_0',
        cipherSuites: ['AES256-SHA'],
      }),
      expect: [
        ['oldMaximum', ours],
        ['weakCiphers', ours],
      ],
    },
  ],
  passes: [
    { name: 'TLS 1.2, as OSM ships' },
    { name: 'TLS 1.3', edits: min('TLSv1_3') },
    { name: 'upstream', cluster: 'healthy-1.1.1' },
    {
      name: 'left to Envoy v1.22.0, the first that accepts TLS 1.2 and newer',
      edits: tls({ tlsMinProtocolVersion: 'TLS_AUTO', envoyImage: 'envoyproxy/envoy:v1.22.0' }),
    },
    { name: 'left to Envoy v1.25, which accepts TLS 1.2 and newer', edits: min('TLS_AUTO') },
    {
      name: 'an empty list is the choice of Envoy',
      edits: ciphers(),
    },
    {
      name: 'strong ciphers',
      edits: ciphers(
        'ECDHE-RSA-AES128-GCM-SHA256',
        '[ECDHE-ECDSA-AES256-GCM-SHA384|ECDHE-ECDSA-CHACHA20-POLY1305]',
        'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
        'TLS_AES_128_GCM_SHA256',
      ),
    },
    {
      name: 'weak ciphers do not count where TLS 1.3 is the least',
      edits: tls({ tlsMinProtocolVersion: 'TLSv1_3', cipherSuites: ['AES128-SHA'] }),
    },
  ],
  notApplicable: [
    ...noMeshConfig,
    { name: '0.11.1 has no such keys', cluster: 'healthy-0.11.1' },
    { name: '1.0.0 has none either', cluster: 'healthy-1.0.0' },
  ],
  unknown: [
    ...meshConfigUnread,
    { name: 'of which release OSM is', edits: releaseUnknown },
    { name: 'absent, though the CRD fills it in', edits: min(null) },
    { name: 'a word that the schema would not let through', edits: min('TLSv1.1') },
    { name: 'a word that every JavaScript object knows', edits: min('constructor') },
    {
      name: 'left to an Envoy that names no version',
      edits: tls({ tlsMinProtocolVersion: 'TLS_AUTO', envoyImage: 'contoso.azurecr.io/envoy:latest' }),
    },
    {
      name: 'left to an Envoy of which no image is known',
      edits: [...min('TLS_AUTO'), injectorWithoutImages],
    },
    { name: 'a word that names no cipher', edits: ciphers('ECDHE-RSA-AES128-GCM-SHA256', 'DEFAULT') },
    { name: 'a cipher excluded by a sign', edits: ciphers('!AES128-SHA') },
    { name: 'a list of something else', edits: ciphers(1) },
  ],
};
