import type { LintRule } from '../../lint-rule.ts'
import { valueOf } from '../reading.ts'

export const pathLengthAuthority: LintRule = {
  id: 'rfc5280.path-length-authority',
  severity: 'error',
  clause: 'RFC 5280 4.2.1.9',
  meaning: 'A path length stands only in the certificate of an authority that may sign certificates.',
  profileField: 'basicConstraints.pathLength',
  check: (facts) => {
    const constraints = valueOf(facts, 'basicConstraints')
    if (constraints === undefined || constraints.pathLength === null) return null
    if (!constraints.ca) return 'This is not an authority.'
    return valueOf(facts, 'keyUsage')?.includes('keyCertSign') === false ? 'keyCertSign is missing.' : null
  }
}
