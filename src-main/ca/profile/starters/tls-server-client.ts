import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, signingKeys, starter, withoutOcsp } from './starter.ts'

export const tlsServerClient = starter(
  'TLS server and client',
  'For services that answer TLS clients and call other services themselves.',
  {
    subject: { attributes: [{ type: 'CN' }, ...organization], mayBeEmpty: true, commonNameFromAlternativeName: true },
    alternativeNames: {
      rules: [{ type: 'dns' }, { type: 'ip' }, { type: 'uri' }],
      required: true,
      includeCommonName: true
    },
    keyAlgorithms: signingKeys,
    keyUsage: { critical: true, bits: ['digitalSignature'] },
    extendedKeyUsage: { oids: [purpose.serverAuth, purpose.clientAuth] },
    basicConstraints: endEntity,
    pointers: withoutOcsp,
    validity: { kind: 'duration', duration: '1y' },
    maximumValidity: '398d'
  }
)
