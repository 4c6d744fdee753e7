import type { LintRule } from '../../lint-rule.ts'
import { alternativeNames, attributes, isPublicTls, subjectValues } from '../reading.ts'

export const tlsCommonNameAmongNames: LintRule = {
  id: 'br-tls.common-name-among-names',
  severity: 'error',
  clause: 'BR 7.1.4.3',
  meaning: 'A common name is one of the alternative names, character by character.',
  profileField: 'alternativeNames.includeCommonName',
  appliesTo: isPublicTls,
  check: (facts) => {
    const names = alternativeNames(facts).flatMap((name) =>
      name.kind === 'dns' || name.kind === 'ip' ? [name.value] : []
    )
    return subjectValues(facts, attributes.commonName)
      .filter((value) => !names.includes(value))
      .map((value) => `"${value}" is not.`)
  }
}
