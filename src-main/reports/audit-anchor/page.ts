import type { AuditAnchorRow } from '../../store/audit-anchors.ts'
import { openPdf } from '../pdf/layout.ts'

const words = {
  en: {
    title: 'Anchor of the audit log',
    text: 'Keep this page where nobody can exchange it. It proves later that the log up to this row is the one of that day: scan the code into a file (.txt) and give it to the verifier together with the log.',
    row: 'Row',
    at: 'Made at',
    signer: 'Signed by',
    stamp: 'Time-stamp',
    none: 'none',
    hash: 'Hash of the row',
    code: 'Text of the anchor',
    signature: 'Signature (CMS, base64)',
    tooLong: 'The signature is too long for a code; it is in the file of "chancery anchor export".'
  },
  de: {
    title: 'Anker des Prüfprotokolls',
    text: 'Bewahren Sie dieses Blatt auf, wo es niemand austauschen kann. Es beweist später, dass das Protokoll bis zu dieser Zeile das jenes Tages ist: lesen Sie den Code in eine Datei (.txt) ein und geben Sie sie dem Prüfer zusammen mit dem Protokoll.',
    row: 'Zeile',
    at: 'Erzeugt',
    signer: 'Unterschrieben von',
    stamp: 'Zeitstempel',
    none: 'keiner',
    hash: 'Hash der Zeile',
    code: 'Text des Ankers',
    signature: 'Unterschrift (CMS, base64)',
    tooLong: 'Die Unterschrift ist zu lang für einen Code; sie steht in der Datei von "chancery anchor export".'
  }
} as const

/** Octets that a QR code of version 40 takes at correction M (ISO/IEC 18004 table 7). */
const MAX_QR = 2331

/** @returns a page for the safe, as PDF: the anchor in words, and as QR codes that any telephone reads */
export async function anchorPage(row: AuditAnchorRow, language: 'en' | 'de'): Promise<Uint8Array> {
  const t = words[language]
  const moment = (at: number): string =>
    new Date(at)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, ' UTC')
  const pdf = await openPdf({ title: t.title, foot: `${t.title}, ${t.row} ${row.seq}`, language, createdAt: row.at })
  pdf.heading(1, t.title)
  pdf.text(t.text)
  pdf.facts([
    [t.row, String(row.seq)],
    [t.at, moment(row.at)],
    [t.signer, row.signer],
    [t.stamp, row.stampedAt === null ? t.none : moment(row.stampedAt)]
  ])
  pdf.digest(t.hash, row.hash)
  pdf.qr(row.text, t.code)
  const signature = Buffer.from(row.signature).toString('base64')
  if (signature.length <= MAX_QR) pdf.qr(signature, t.signature)
  else pdf.text(t.tooLong)
  return pdf.finish()
}
