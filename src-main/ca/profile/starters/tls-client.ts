import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, signingKeys, starter, withoutOcsp } from './starter.ts'

export const tlsClient = starter('TLS client', 'For people and programs that prove who they are to a TLS server.', {
  subject: { attributes: [{ type: 'CN', required: true }, ...organization] },
  alternativeNames: { rules: [{ type: 'email' }, { type: 'upn' }, { type: 'dns' }, { type: 'uri' }] },
  keyAlgorithms: signingKeys,
  keyUsage: { critical: true, bits: ['digitalSignature'] },
  extendedKeyUsage: { oids: [purpose.clientAuth] },
  basicConstraints: endEntity,
  pointers: withoutOcsp,
  validity: { kind: 'duration', duration: '1y' },
  maximumValidity: '2y'
})
