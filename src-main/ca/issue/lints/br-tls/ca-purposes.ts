import type { LintRule } from '../../lint-rule.ts'
import { isPublicTlsAuthority, isSelfSigned, labels, purpose, purposes } from '../reading.ts'

export const tlsCaPurposes: LintRule = {
  id: 'br-tls.ca-purposes',
  severity: 'error',
  clause: 'BR 7.1.2.10.6',
  meaning:
    'A subordinate authority for TLS has the purpose server authentication and none of e-mail, code signing, time stamping, OCSP signing or any purpose.',
  profileField: 'extendedKeyUsage.oids',
  appliesTo: (facts) => isPublicTlsAuthority(facts) && !isSelfSigned(facts),
  check: (facts) => {
    const oids = purposes(facts)
    if (!oids.includes(purpose.serverAuth)) return 'Server authentication is missing.'
    const wrong = oids.filter((oid) =>
      [purpose.any, purpose.emailProtection, purpose.codeSigning, purpose.timeStamping, purpose.ocspSigning].some(
        (no) => no === oid
      )
    )
    return wrong.length > 0 ? `Here there is ${labels(wrong)}.` : null
  }
}
