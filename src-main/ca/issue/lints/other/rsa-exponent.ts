import { readRsaKey } from '../../../../pki/spki.ts'
import type { LintRule } from '../../lint-rule.ts'

export const rsaExponent: LintRule = {
  id: 'field.rsa-exponent',
  severity: 'error',
  clause: 'NIST SP 800-56B 6.2.1, FIPS 186-5 5.1',
  meaning: 'An RSA exponent is odd and at least 65537.',
  profileField: 'keyAlgorithms',
  check: ({ certificate: { publicKey } }) => {
    if (publicKey.facts.kind !== 'rsa') return null
    const { exponent } = readRsaKey(publicKey.keyBytes)
    return exponent % 2n === 0n || exponent < 65537n ? `This one is ${exponent}.` : null
  }
}
