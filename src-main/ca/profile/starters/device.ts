import { purpose } from '../../../../src-shared/model/key-purpose.ts'
import { endEntity, organization, signingKeys, starter, withoutOcsp } from './starter.ts'

export const device = starter(
  'Device',
  'For machines, sensors and network equipment that enrol by themselves or at the desk.',
  {
    subject: { attributes: [{ type: 'CN', required: true }, { type: 'serialNumber' }, ...organization] },
    alternativeNames: { rules: [{ type: 'dns' }, { type: 'ip' }, { type: 'uri' }], others: 'drop' },
    keyAlgorithms: signingKeys,
    keyUsage: { critical: true, bits: ['digitalSignature'] },
    extendedKeyUsage: { oids: [purpose.clientAuth] },
    basicConstraints: endEntity,
    pointers: withoutOcsp,
    validity: { kind: 'duration', duration: '2y' },
    maximumValidity: '5y',
    channels: ['desk', 'cli', 'scep', 'est', 'cmp', 'rest']
  }
)
