import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, isPublicSmime } from '../reading.ts'

export const smimeNameKinds: LintRule = {
  id: 'br-smime.name-kinds',
  severity: 'error',
  clause: 'S/MIME BR 7.1.4.2.1',
  meaning:
    'Alternative names are mailboxes; names of a directory or logon only in legacy and multipurpose certificates.',
  profileField: 'alternativeNames.rules',
  appliesTo: isPublicSmime,
  check: (facts) => {
    const wrong = alternativeNames(facts).filter(
      (name) => name.kind === 'dns' || name.kind === 'ip' || name.kind === 'uri'
    )
    return wrong.length > 0
      ? `Here there are names of the kind ${[...new Set(wrong.map((name) => name.kind))].join(', ')}.`
      : null
  }
}
