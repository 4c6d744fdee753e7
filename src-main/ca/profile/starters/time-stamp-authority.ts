import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, starter, withoutOcsp } from './starter.ts'

export const timeStampAuthority = starter('Time-stamp authority', 'For services that sign time stamps (RFC 3161).', {
  certificateClass: 'service',
  subject: { attributes: [{ type: 'CN', required: true }, { type: 'O' }, { type: 'C' }] },
  keyAlgorithms: ['P-256', 'P-384', 'P-521', 'RSA-3072', 'RSA-4096'],
  keyUsage: { critical: true, bits: ['digitalSignature'] },
  // RFC 3161 2.3: this purpose alone, and critical.
  extendedKeyUsage: { critical: true, oids: [purpose.timeStamping] },
  basicConstraints: endEntity,
  pointers: withoutOcsp,
  validity: { kind: 'duration', duration: '5y' },
  maximumValidity: '10y'
})
