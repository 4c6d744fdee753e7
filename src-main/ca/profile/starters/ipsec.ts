import { purpose } from '../../../../src-shared/model/key-purpose.ts'
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
  extendedKeyUsage: { oids: [purpose.ipsecIke] },
  basicConstraints: endEntity,
  pointers: withoutOcsp,
  validity: { kind: 'duration', duration: '1y' },
  maximumValidity: '3y'
})
