import { endEntity, organization, signingKeys, starter, withoutOcsp } from './starter.ts'

export const ipsec = starter('IPsec', 'For gateways and hosts that speak IKEv2 (RFC 4945).', {
  subject: { attributes: [{ type: 'CN' }, ...organization], mayBeEmpty: true, commonNameFromAlternativeName: true },
  // RFC 4945 5.1.3.2: the peer is matched by one of these.
  alternativeNames: {
    rules: [{ type: 'dns' }, { type: 'ip' }, { type: 'email' }],
    required: true,
    includeCommonName: true
  },
  keyAlgorithms: signingKeys,
  keyUsage: { critical: true, bits: ['digitalSignature'] },
  extendedKeyUsage: { oids: ['1.3.6.1.5.5.7.3.17'] },
  basicConstraints: endEntity,
  pointers: withoutOcsp,
  validity: { kind: 'duration', duration: '1y' },
  maximumValidity: '3y'
})
