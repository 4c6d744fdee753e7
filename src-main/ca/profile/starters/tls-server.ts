import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, signingKeys, starter, withoutOcsp } from './starter.ts'

export const tlsServer = starter(
  'TLS server',
  'For web servers and other services that clients reach by DNS name or address.',
  {
    subject: { attributes: [{ type: 'CN' }, ...organization], mayBeEmpty: true, commonNameFromAlternativeName: true },
    alternativeNames: { rules: [{ type: 'dns' }, { type: 'ip' }], required: true, includeCommonName: true },
    keyAlgorithms: signingKeys,
    // TLS 1.3 and every ECDHE suite of TLS 1.2 sign only (RFC 8446 4.4.2.2).
    keyUsage: { critical: true, bits: ['digitalSignature'] },
    extendedKeyUsage: { oids: [purpose.serverAuth] },
    basicConstraints: endEntity,
    pointers: withoutOcsp,
    validity: { kind: 'duration', duration: '1y' },
    maximumValidity: '398d'
  }
)
