import { z } from 'zod'

export const severities = ['error', 'warning', 'notice'] as const
export const severity = z.enum(severities)
export type Severity = z.infer<typeof severity>

/** What one rule said of one certificate. */
export const finding = z.object({
  /** Stable id, e.g. `rfc5280.serial-positive`. */
  rule: z.string(),
  severity,
  /** Where the rule stands, e.g. `RFC 5280 4.1.2.2`. */
  clause: z.string(),
  /** What the rule wants and what this certificate has. */
  message: z.string(),
  /** Profile field that causes it, as a dotted path, where one does. */
  profileField: z.string().nullable()
})
export type Finding = z.infer<typeof finding>

export const lintReport = z.object({
  /** Version of the rule set, so that an old report can be told from a new one. */
  rulesVersion: z.string(),
  rulesRun: z.number().int(),
  findings: z.array(finding)
})
export type LintReport = z.infer<typeof lintReport>
