import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, isPublicTlsAuthority } from '../reading.ts'

export const tlsSerialEntropy: LintRule = {
  id: 'br-tls.serial-entropy',
  severity: 'error',
  clause: 'BR 7.1',
  meaning: 'A serial number holds at least 64 random bits.',
  profileField: null,
  appliesTo: (facts) => isPublicTls(facts) || isPublicTlsAuthority(facts),
  check: ({ certificate }) =>
    certificate.serial.length < 16 ? `This one has only ${certificate.serial.length * 4} bits.` : null
}
