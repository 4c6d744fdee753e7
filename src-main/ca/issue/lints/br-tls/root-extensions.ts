import type { LintRule } from '../../lint-rule.ts'
import { has, isPublicTlsAuthority, isSelfSigned, valueOf } from '../reading.ts'

export const tlsRootExtensions: LintRule = {
  id: 'br-tls.root-extensions',
  severity: 'error',
  clause: 'BR 7.1.2.1.2',
  meaning: 'A root certificate carries no purposes, policies or path length.',
  profileField: 'basicConstraints.pathLength',
  appliesTo: (facts) => isPublicTlsAuthority(facts) && isSelfSigned(facts),
  check: (facts) => {
    if (has(facts, 'extKeyUsage')) return 'Here there are purposes.'
    return valueOf(facts, 'basicConstraints')?.pathLength == null ? null : 'Here there is a path length.'
  }
}
