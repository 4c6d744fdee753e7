import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, isPublicTls } from '../reading.ts'

export const tlsNameKinds: LintRule = {
  id: 'br-tls.name-kinds',
  severity: 'error',
  clause: 'BR 7.1.2.7.12',
  meaning: 'Alternative names are DNS names and addresses only.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicTls,
  check: (facts) => {
    const others = [...new Set(alternativeNames(facts).map((name) => name.kind))].filter(
      (kind) => kind !== 'dns' && kind !== 'ip'
    )
    return others.length > 0 ? `Here there are names of the kind ${others.join(', ')}.` : null
  }
}
