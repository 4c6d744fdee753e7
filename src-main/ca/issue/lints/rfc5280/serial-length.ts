import type { LintRule } from '../../lint-rule.ts'

export const serialLength: LintRule = {
  id: 'rfc5280.serial-length',
  severity: 'error',
  clause: 'RFC 5280 4.1.2.2',
  meaning: 'A serial number has at most 20 octets.',
  profileField: null,
  check: ({ certificate }) => {
    const { serial } = certificate
    // A magnitude whose first bit is set takes one more octet in the encoding.
    const octets = serial.length / 2 + (/^[89a-f]/.test(serial) ? 1 : 0)
    return octets > 20 ? `This one has ${octets}.` : null
  }
}
