import type { LintRule } from '../../lint-rule.ts'
import { isPublicTls, labels, purpose, purposes } from '../reading.ts'

export const tlsServerPurpose: LintRule = {
  id: 'br-tls.server-purpose',
  severity: 'error',
  clause: 'BR 7.1.2.7.10',
  meaning: 'The purposes are TLS server authentication and, at most, client authentication.',
  profileField: 'extendedKeyUsage.oids',
  appliesTo: isPublicTls,
  check: (facts) => {
    const oids = purposes(facts)
    if (!oids.includes(purpose.serverAuth)) return 'Server authentication is missing.'
    const others = oids.filter((oid) => oid !== purpose.serverAuth && oid !== purpose.clientAuth)
    return others.length > 0 ? `Here there is also ${labels(others)}.` : null
  }
}
