import type { LintRule } from '../../lint-rule.ts'
import { isPublicSmime, valueOf } from '../reading.ts'

export const smimeKeyUsage: LintRule = {
  id: 'br-smime.key-usage',
  severity: 'error',
  clause: 'S/MIME BR 7.1.2.3 (e)',
  meaning: 'Key usage is present and speaks of signing, agreement or encipherment only.',
  profileField: 'keyUsage.bits',
  appliesTo: isPublicSmime,
  check: (facts) => {
    const bits = valueOf(facts, 'keyUsage')
    if (bits === undefined) return 'There is none.'
    const wrong = bits.filter((bit) => bit === 'keyCertSign' || bit === 'cRLSign')
    return wrong.length > 0 ? `Here there is ${wrong.join(', ')}.` : null
  }
}
