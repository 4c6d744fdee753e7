import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime, labels, purpose, purposes } from '../reading.ts'

export const smimePurposes: LintRule = {
  id: 'br-smime.purposes',
  severity: 'error',
  clause: 'S/MIME BR 7.1.2.3 (f)',
  meaning:
    'E-mail protection is among the purposes; server authentication, code signing, time stamping and any purpose are not.',
  profileField: 'extendedKeyUsage.oids',
  appliesTo: isPublicSmime,
  check: (facts) => {
    const oids = purposes(facts)
    if (!oids.includes(purpose.emailProtection)) return 'E-mail protection is missing.'
    const wrong = oids.filter((oid) =>
      [purpose.any, purpose.serverAuth, purpose.codeSigning, purpose.timeStamping].some((no) => no === oid)
    )
    return wrong.length > 0 ? `Here there is ${labels(wrong)}.` : null
  }
}
