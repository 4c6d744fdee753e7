import { sameBytes } from '../../../../pki/der/hex.ts'
import { decodeExtension } from '../../../../pki/extensions/decode.ts'
import { extensionIds } from '../../../../pki/extensions/ids.ts'
import type { LintRule } from '../../lint-rule.ts'
import { isSelfSigned, valueOf } from '../reading.ts'

export const authorityKeyIdMatches: LintRule = {
  id: 'rfc5280.authority-key-id-matches',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.1',
  meaning: 'The authority key identifier is the subject key identifier of the issuer.',
  profileField: null,
  check: (facts) => {
    const own = valueOf(facts, 'authorityKeyIdentifier')?.keyId
    const issuer = facts.context.issuer ?? (isSelfSigned(facts) ? facts.certificate : undefined)
    const extension = issuer?.extension(extensionIds.subjectKeyIdentifier)
    if (own == null || extension === undefined) return null
    const wanted = decodeExtension(extension)
    return wanted.kind === 'subjectKeyIdentifier' && !sameBytes(wanted.value, own) ? 'Here it is another.' : null
  }
}
