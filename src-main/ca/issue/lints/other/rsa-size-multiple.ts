import type { LintRule } from '../../lint-rule.ts'

export const rsaSizeMultiple: LintRule = {
  id: 'field.rsa-size-multiple',
  severity: 'warning',
  clause: 'BR 6.1.5',
  meaning: 'The size of an RSA key is a multiple of eight bits.',
  profileField: 'keyAlgorithms',
  check: ({ certificate: { publicKey } }) =>
    publicKey.facts.kind === 'rsa' && publicKey.facts.bits % 8 !== 0
      ? `This one has ${publicKey.facts.bits} bits.`
      : null
}
