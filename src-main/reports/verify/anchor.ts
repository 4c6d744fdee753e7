import {
  anchorFile,
  anchorStatement,
  anchorText,
  type AnchorFile,
  type AnchorStatement
} from '../../../src-shared/model/audit-anchor.ts'
import { leadsTo, type ReadCertificate } from './certificate.ts'
import { checkCms, dataOid } from './cms.ts'
import { Unreadable } from './der.ts'
import type { Findings, GivenFile } from './finding.ts'
import { bytesOf, ofBase64, textOf } from './octets.ts'
import { reportStamp } from './trust.ts'

/** An anchor as it was read from a file. */
export interface ReadAnchor {
  readonly file: string
  readonly statement: AnchorStatement
  readonly text: string
  readonly signature: Uint8Array | null
  readonly stamp: Uint8Array | null
}

/**
 * Reads a file of anchors, or one as it was scanned from its page: the text of the first QR code, and below it, where it is
 * there, that of the second, the signature. What cannot be read is told.
 */
export function readAnchorFiles({ name, bytes }: GivenFile, report: Findings): readonly ReadAnchor[] {
  const text = textOf(bytes)?.trim() ?? ''
  const value = jsonIn(text)
  const file = anchorFile.safeParse(value)
  const list = file.success ? file.data.anchors : [scanned(text)]
  const found: ReadAnchor[] = []
  for (const one of list) {
    const statement = anchorStatement.safeParse(jsonIn(one.text))
    const signature = one.signature === null ? null : ofBase64(one.signature)
    const stamp = one.stamp === null ? null : ofBase64(one.stamp)
    if (
      !statement.success ||
      (one.signature !== null && signature === null) ||
      (one.stamp !== null && stamp === null)
    ) {
      report.wrong('anchors-unreadable', name)
      continue
    }
    if (anchorText(statement.data) !== one.text) report.wrong('anchor-other', name, {}, statement.data.seq)
    found.push({ file: name, statement: statement.data, text: one.text, signature, stamp })
  }
  if (list.length === 0) report.wrong('anchors-unreadable', name)
  return found
}

function scanned(text: string): AnchorFile['anchors'][number] {
  const [first = '', ...below] = text.split('\n')
  // Readers of QR codes break long lines.
  const signature = below.join('').replace(/\s/g, '')
  return { text: first.trim(), signature: signature === '' ? null : signature, stamp: null }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Holds a log against its anchors, the oldest first. */
export async function checkAnchors(
  log: string,
  rows: ReadonlyMap<number, string>,
  last: number,
  anchors: readonly ReadAnchor[],
  trusted: readonly ReadCertificate[],
  report: Findings
): Promise<void> {
  let holdsTo = 0
  const sorted = anchors.toSorted((a, b) => a.statement.seq - b.statement.seq)
  const first = rows.get(1) ?? sorted[0]?.statement.installation
  for (const anchor of sorted) {
    const { seq, hash, installation, at } = anchor.statement
    await checkSigned(anchor, trusted, report)
    if (installation !== first) report.wrong('anchor-installation', anchor.file, {}, seq)
    if (seq > last) report.wrong('log-cut', log, { last, seq }, last + 1)
    else if (rows.get(seq) !== hash) report.wrong('log-rewritten', log, { from: holdsTo + 1, seq }, holdsTo + 1)
    else {
      // The hash of a row stands for those before it only where each of them is what was hashed.
      const broken = report.list.find((one) => one.weight === 'wrong' && one.file === log && (one.entry ?? 0) <= seq)
      if (broken === undefined) report.good('anchor-holds', log, { seq, time: new Date(at).toISOString() }, seq)
      else report.note('anchor-behind-fault', log, { seq }, seq)
      holdsTo = seq
    }
  }
  if (holdsTo > 0 && holdsTo < last) report.note('rows-behind', log, { from: holdsTo + 1, last }, holdsTo + 1)
}

async function checkSigned(
  { file, statement, text, signature, stamp }: ReadAnchor,
  trusted: readonly ReadCertificate[],
  report: Findings
): Promise<void> {
  const { seq } = statement
  const signed = bytesOf(text)
  const time = stamp === null ? null : await reportStamp(file, stamp, signed, trusted, report, seq)
  if (stamp === null) report.note('anchor-unstamped', file, {}, seq)
  if (signature === null) {
    report.open('anchor-unsigned', file, {}, seq)
    return
  }
  try {
    const cms = await checkCms(signature, signed)
    const who = { name: cms.signer.name, sha256: cms.signer.sha256 }
    if (cms.verdict === 'unknown') report.open('anchor-algorithm', file, who, seq)
    else if (cms.verdict === 'broken' || cms.contentType !== dataOid || cms.namesSigner === false)
      report.wrong('anchor-signature', file, who, seq)
    else if (trusted.length === 0) report.open('anchor-signer', file, who, seq)
    else if (await leadsTo(cms.signer, trusted, cms.certificates, time ?? statement.at))
      report.good('anchor-signed', file, who, seq)
    else report.wrong('anchor-untrusted', file, who, seq)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    report.wrong('anchor-signature-unreadable', file, { why: error.message }, seq)
  }
}
