import type { Finding, LintReport, Severity } from '../../../src-shared/model/lint.ts'
import { decodeExtension } from '../../pki/extensions/decode.ts'
import type { Certificate, DecodedExtension } from '../../pki/model.ts'
import type { LintContext, LintFacts, LintRule } from './lint-rule.ts'
import { rules as allRules, rulesVersion } from './lints/index.ts'

export type { LintContext, LintFacts, LintRule } from './lint-rule.ts'

/** Runs every rule over a certificate. A rule that fails by itself is a finding: silence would be taken for a pass. */
export function lint(
  certificate: Certificate,
  context: LintContext,
  rules: readonly LintRule[] = allRules
): LintReport {
  const facts = lintFacts(certificate, context)
  const findings: Finding[] = []
  let rulesRun = 0
  for (const rule of rules) {
    try {
      if (rule.appliesTo?.(facts) === false) continue
      rulesRun++
      const said = rule.check(facts)
      if (said === null) continue
      for (const text of typeof said === 'string' ? [said] : said) findings.push(finding(rule, rule.severity, text))
    } catch (error) {
      findings.push(
        finding(rule, 'error', `The rule could not be run: ${error instanceof Error ? error.message : String(error)}`)
      )
    }
  }
  return { rulesVersion, rulesRun, findings }
}

function finding(rule: LintRule, severity: Severity, text: string): Finding {
  return {
    rule: rule.id,
    severity,
    clause: rule.clause,
    message: `${rule.meaning} ${text}`,
    profileField: rule.profileField
  }
}

function lintFacts(certificate: Certificate, context: LintContext): LintFacts {
  const known = new Map<string, DecodedExtension | null>()
  const look = (oid: string): DecodedExtension | null => {
    const cached = known.get(oid)
    if (cached !== undefined) return cached
    const decoded = decodedOrNull(certificate, oid)
    known.set(oid, decoded)
    return decoded
  }
  return {
    certificate,
    context,
    decoded: (oid) => look(oid) ?? undefined,
    unreadable: (oid) => certificate.extension(oid) !== undefined && look(oid) === null
  }
}

function decodedOrNull(certificate: Certificate, oid: string): DecodedExtension | null {
  const extension = certificate.extension(oid)
  if (extension === undefined) return null
  try {
    return decodeExtension(extension)
  } catch {
    return null
  }
}
