import type { DrillReport, DrillStep } from '../../../src-shared/model/recovery.ts'
import { openPdf } from '../pdf/layout.ts'

const stepNames: Readonly<Record<DrillStep['name'], string>> = {
  archive: 'Open the backup',
  parts: 'Compare its parts',
  database: 'Open the database',
  vault: 'Open the vault',
  authority: 'Open authority',
  tokens: 'Tokens',
  audit: 'Verify the audit log',
  shares: 'Open the vault with shares'
}
const outcomes: Readonly<Record<DrillStep['outcome'], string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'needs-token': 'token needed',
  'not-performed': 'not performed'
}

/** Writes the report of a drill for the file of an auditor. @param sha256 of the report as JSON */
export async function drillPdf(report: DrillReport, sha256: string): Promise<Uint8Array> {
  const name = report.installation === '' ? 'this installation' : report.installation
  const pdf = await openPdf({
    title: `Recovery drill of ${name}`,
    foot: `Recovery drill of ${new Date(report.at).toISOString()}`,
    language: 'en',
    createdAt: report.at
  })
  pdf.heading(1, `Recovery drill: ${report.outcome}`)
  pdf.facts([
    ['Installation', name],
    ['What', report.kind === 'backup' ? 'Backup restored into a sandbox' : 'Shares of the vault'],
    ['When', new Date(report.at).toISOString()],
    ['Took', `${(report.tookMs / 1000).toFixed(1)} s`],
    ['Led by', report.actor],
    ['Present', report.present.join(', ') || 'nobody else was named'],
    ...(report.backup === null
      ? []
      : ([
          ['Backup', report.backup.file],
          ['Made', `${new Date(report.backup.createdAt).toISOString()} by ${report.backup.madeBy}`]
        ] as const))
  ])
  if (report.lostDuties.length > 0) {
    pdf.heading(2, 'What could not be done after a disaster')
    for (const duty of report.lostDuties) pdf.text(duty)
  }
  pdf.heading(2, 'Steps')
  pdf.table(
    [
      { title: 'Step', width: 3 },
      { title: 'Outcome', width: 2 },
      { title: 'What was seen', width: 7 },
      { title: 'ms', width: 1 }
    ],
    report.steps.map(({ name: step, subject, outcome, message, tookMs }) => [
      `${stepNames[step]}${subject === '' ? '' : ` ${subject}`}`,
      outcomes[outcome],
      message,
      String(tookMs)
    ])
  )
  if (report.tokens.length > 0) {
    pdf.heading(2, 'Tokens that must be present')
    pdf.table(
      [
        { title: 'Token', width: 3 },
        { title: 'Keys', width: 3 },
        { title: 'At the drill', width: 2 }
      ],
      report.tokens.map(({ label, address, keys, present }) => [
        label || address,
        keys.join(', '),
        present === true ? 'plugged in' : 'not plugged in'
      ])
    )
  }
  pdf.digest('SHA-256 of the report', sha256)
  return pdf.finish()
}
