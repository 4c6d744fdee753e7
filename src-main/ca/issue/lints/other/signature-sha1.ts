import type { LintRule } from '../../lint-rule.ts'

export const signatureSha1: LintRule = {
  id: 'field.signature-sha1',
  severity: 'error',
  clause: 'NIST SP 800-131A 3',
  meaning: 'New certificates are not signed with SHA-1.',
  profileField: 'signatureAlgorithm',
  check: ({ certificate }) => (certificate.signatureAlgorithm.id === 'rsa-pkcs1-sha1' ? 'This one is.' : null)
}
