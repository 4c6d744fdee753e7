import { hash } from 'node:crypto'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { openPdf, type PdfReport } from '../pdf/layout.ts'
import type { CeremonyArchiveInput } from './input.ts'
import { reportWords, type ReportWords } from './report-words.ts'

/**
 * The report of a ceremony for people, in the order in which the Baseline Requirements 6.1.1.1 ask: script, who took
 * part and who witnessed, when and where, each step, what was made, what anybody can compare. A rehearsal has its mark
 * across each page.
 * @returns PDF; the same input gives the same octets
 */
export async function ceremonyReport(input: CeremonyArchiveInput): Promise<Uint8Array> {
  const language = input.language ?? 'en'
  const words = reportWords[language]
  const pdf = await openPdf({
    title: input.title,
    foot: `${input.title}   ${words.transcriptHead} ${(input.transcript.at(-1)?.hash ?? '').slice(0, 16)}`,
    language,
    createdAt: input.at,
    ...(input.mode === 'rehearsal' ? { mark: words.rehearsal } : {})
  })
  pdf.heading(1, input.title)
  pdf.text(input.mode === 'rehearsal' ? words.isRehearsal : words.isReal)
  head(pdf, input, words)
  pdf.heading(2, words.script)
  pdf.digest('script.yaml, SHA-256', sha256(input.script))
  people(pdf, input, words)
  steps(pdf, input.transcript, words)
  files(pdf, input, words)
  pdf.heading(2, words.close)
  pdf.text(words.closeText)
  pdf.digest(words.transcriptHead, input.transcript.at(-1)?.hash ?? '')
  pdf.facts([[words.stamp, input.stamp === null ? words.notPerformed : words.rfc3161]])
  return pdf.finish()
}

function head(pdf: PdfReport, { transcript, facts = [] }: CeremonyArchiveInput, words: ReportWords): void {
  const [first, last] = [transcript[0], transcript.at(-1)]
  pdf.facts([
    [words.began, first === undefined ? '' : moment(first.at)],
    [words.ended, last === undefined ? '' : `${moment(last.at)} (${words.kinds[last.kind]})`],
    ...facts
  ])
  // What the opening noted: place, machine, software.
  if (first !== undefined) pdf.facts(detailRows(first))
}

function people(pdf: PdfReport, { transcript, signers }: CeremonyArchiveInput, words: ReportWords): void {
  pdf.heading(2, words.people)
  const seen = new Map<string, { role: string; person: string; entries: number; signed: number }>()
  for (const entry of transcript)
    for (const { role, person } of entry.by) {
      const key = `${role}\n${person}`
      const known = seen.get(key) ?? { role, person, entries: 0, signed: 0 }
      known.entries++
      if (entry.kind === 'witnessed' || entry.kind === 'confirmed') known.signed++
      seen.set(key, known)
    }
  pdf.table(
    [
      { title: words.role, width: 3 },
      { title: words.person, width: 4 },
      { title: words.entries, width: 1 },
      { title: words.confirmations, width: 1.4 }
    ],
    [...seen.values()].map(({ role, person, entries, signed }) => [role, person, String(entries), String(signed)])
  )
  pdf.heading(2, words.signers)
  for (const { role, person, certificate } of signers)
    pdf.digest(`${person} (${role}), ${words.certificate}, SHA-256`, sha256(certificate))
}

function steps(pdf: PdfReport, transcript: readonly TranscriptEntry[], words: ReportWords): void {
  pdf.heading(2, words.steps)
  let step: string | null | undefined
  for (const entry of transcript) {
    if (entry.step !== step && entry.step !== null) pdf.heading(2, `${words.step} ${entry.step}`)
    step = entry.step
    const by = entry.by.map(({ role, person }) => `${person} (${role})`).join(', ')
    pdf.facts([
      [`${entry.seq}  ${moment(entry.at)}`, `${words.kinds[entry.kind]}${by === '' ? '' : `: ${by}`}`],
      ...(entry.seq === 1 ? [] : detailRows(entry)),
      ...entry.attachments.map(({ name, bytes }): [string, string] => [`   ${words.file}`, `${name} (${bytes})`])
    ])
  }
}

function detailRows(entry: TranscriptEntry): [string, string][] {
  return Object.entries(entry.detail).map(([name, value]) => [
    `   ${name}`,
    shorten(typeof value === 'string' ? value : JSON.stringify(value))
  ])
}

/** The whole value is in the transcript. */
const shorten = (text: string): string => (text.length > 1500 ? `${text.slice(0, 1500)} ...` : text)

function files(pdf: PdfReport, input: CeremonyArchiveInput, words: ReportWords): void {
  const { certificates = [], crls = [], requests = [], lint = [], attachments } = input
  const made = [
    ['certificates', certificates],
    ['crls', crls],
    ['requests', requests]
  ] as const
  pdf.heading(2, words.made)
  for (const [folder, list] of made)
    for (const { name, bytes } of list) pdf.digest(`${folder}/${name}, SHA-256`, sha256(bytes))
  pdf.heading(2, words.files)
  pdf.table(
    [
      { title: words.file, width: 4 },
      { title: 'SHA-256', width: 6, mono: true },
      { title: words.octets, width: 1.2 }
    ],
    [['lint', lint] as const, ['attachments', attachments] as const].flatMap(([folder, list]) =>
      list.map(({ name, bytes }) => [`${folder}/${name}`, sha256(bytes), String(bytes.length)])
    )
  )
}

const moment = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')
