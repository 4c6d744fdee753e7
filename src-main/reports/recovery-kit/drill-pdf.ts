import type { DrillReport, DrillStep } from '../../../src-shared/model/recovery.ts'
import { openPdf } from '../pdf/layout.ts'

interface DrillTexts {
  readonly title: (name: string) => string
  readonly nameless: string
  readonly foot: (at: string) => string
  readonly heading: Readonly<Record<DrillReport['outcome'], string>>
  readonly installation: string
  readonly what: string
  readonly kinds: Readonly<Record<DrillReport['kind'], string>>
  readonly when: string
  readonly took: string
  readonly ledBy: string
  readonly present: string
  readonly nobody: string
  readonly backup: string
  readonly made: string
  readonly by: string
  readonly lost: string
  readonly steps: string
  readonly columns: readonly [step: string, outcome: string, seen: string]
  readonly stepNames: Readonly<Record<DrillStep['name'], string>>
  readonly outcomes: Readonly<Record<DrillStep['outcome'], string>>
  readonly tokens: string
  readonly tokenColumns: readonly [token: string, keys: string, drill: string]
  readonly pluggedIn: string
  readonly notPluggedIn: string
  readonly digest: string
}

const texts: Readonly<Record<'en' | 'de', DrillTexts>> = {
  en: {
    title: (name) => `Recovery drill of ${name}`,
    nameless: 'this installation',
    foot: (at) => `Recovery drill of ${at}`,
    heading: { passed: 'Recovery drill: passed', failed: 'Recovery drill: failed' },
    installation: 'Installation',
    what: 'What',
    kinds: { backup: 'Backup restored into a sandbox', shares: 'Shares of the vault' },
    when: 'When',
    took: 'Took',
    ledBy: 'Led by',
    present: 'Present',
    nobody: 'nobody else was named',
    backup: 'Backup',
    made: 'Made',
    by: 'by',
    lost: 'What could not be done after a disaster',
    steps: 'Steps',
    columns: ['Step', 'Outcome', 'What was seen'],
    stepNames: {
      archive: 'Open the backup',
      parts: 'Compare its parts',
      database: 'Open the database',
      vault: 'Open the vault',
      authority: 'Open authority',
      tokens: 'Tokens',
      audit: 'Verify the audit log',
      shares: 'Open the vault with shares'
    },
    outcomes: { passed: 'passed', failed: 'FAILED', 'needs-token': 'token needed', 'not-performed': 'not performed' },
    tokens: 'Tokens that must be present',
    tokenColumns: ['Token', 'Keys', 'At the drill'],
    pluggedIn: 'plugged in',
    notPluggedIn: 'not plugged in',
    digest: 'SHA-256 of the report'
  },
  de: {
    title: (name) => `Wiederherstellungsübung für ${name}`,
    nameless: 'diese Installation',
    foot: (at) => `Wiederherstellungsübung vom ${at}`,
    heading: { passed: 'Übung bestanden', failed: 'Übung gescheitert' },
    installation: 'Installation',
    what: 'Was',
    kinds: { backup: 'Sicherung, in einer Sandkiste wiederhergestellt', shares: 'Teile des Tresorschlüssels' },
    when: 'Wann',
    took: 'Dauer',
    ledBy: 'Geleitet von',
    present: 'Dabei',
    nobody: 'sonst wurde niemand genannt',
    backup: 'Sicherung',
    made: 'Gemacht',
    by: 'von',
    lost: 'Was nach einem Unglück nicht ginge',
    steps: 'Schritte',
    columns: ['Schritt', 'Ergebnis', 'Was zu sehen war'],
    stepNames: {
      archive: 'Sicherung öffnen',
      parts: 'Ihre Teile vergleichen',
      database: 'Datenbank öffnen',
      vault: 'Tresor öffnen',
      authority: 'Zertifizierungsstelle öffnen:',
      tokens: 'Token',
      audit: 'Protokoll prüfen',
      shares: 'Tresor mit Teilen öffnen'
    },
    outcomes: {
      passed: 'bestanden',
      failed: 'GESCHEITERT',
      'needs-token': 'Token nötig',
      'not-performed': 'nicht ausgeführt'
    },
    tokens: 'Token, die da sein müssen',
    tokenColumns: ['Token', 'Schlüssel', 'Bei der Übung'],
    pluggedIn: 'eingesteckt',
    notPluggedIn: 'nicht eingesteckt',
    digest: 'SHA-256 des Berichts'
  }
}

/** Writes the report of a drill for the file of an auditor. @param sha256 of the report as JSON */
export async function drillPdf(report: DrillReport, sha256: string, language: 'en' | 'de'): Promise<Uint8Array> {
  const words = texts[language]
  const name = report.installation === '' ? words.nameless : report.installation
  const pdf = await openPdf({
    title: words.title(name),
    foot: words.foot(new Date(report.at).toISOString()),
    language,
    createdAt: report.at
  })
  pdf.heading(1, words.heading[report.outcome])
  pdf.facts([
    [words.installation, name],
    [words.what, words.kinds[report.kind]],
    [words.when, new Date(report.at).toISOString()],
    [words.took, `${(report.tookMs / 1000).toFixed(1)} s`],
    [words.ledBy, report.actor],
    [words.present, report.present.join(', ') || words.nobody],
    ...(report.backup === null
      ? []
      : ([
          [words.backup, report.backup.file],
          [words.made, `${new Date(report.backup.createdAt).toISOString()} ${words.by} ${report.backup.madeBy}`]
        ] as const))
  ])
  if (report.lostDuties.length > 0) {
    pdf.heading(2, words.lost)
    for (const duty of report.lostDuties) pdf.text(duty)
  }
  pdf.heading(2, words.steps)
  const [step, outcome, seen] = words.columns
  pdf.table(
    [
      { title: step, width: 3 },
      { title: outcome, width: 2 },
      { title: seen, width: 7 },
      { title: 'ms', width: 1 }
    ],
    report.steps.map((one) => [
      `${words.stepNames[one.name]}${one.subject === '' ? '' : ` ${one.subject}`}`,
      words.outcomes[one.outcome],
      one.message,
      String(one.tookMs)
    ])
  )
  if (report.tokens.length > 0) {
    pdf.heading(2, words.tokens)
    const [token, keyColumn, drill] = words.tokenColumns
    pdf.table(
      [
        { title: token, width: 3 },
        { title: keyColumn, width: 3 },
        { title: drill, width: 2 }
      ],
      report.tokens.map(({ label, address, keys, present }) => [
        label || address,
        keys.join(', '),
        present === true ? words.pluggedIn : words.notPluggedIn
      ])
    )
  }
  pdf.digest(words.digest, sha256)
  return pdf.finish()
}
