import type { Receipt } from '../../../src-shared/model/request.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { listDecisions, type RequestRecord } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { requireRequest } from './find.ts'
import { receiptWords, type ReceiptWords } from './receipt-words.ts'

type Paragraph = Receipt['paragraphs'][number]

/** Of the validity, when a new one is best asked for: two thirds leave time and waste little. */
const renewAfter = 2 / 3

/**
 * Says what became of a request in plain words, for who asked for it.
 * @throws ChanceryError `not-found`
 */
export function requestReceipt(ca: CaContext, id: number, language: 'en' | 'de'): Receipt {
  const from = reader(ca.store)
  const record = requireRequest(from, id)
  const words = receiptWords[language]
  const issued = issuedParts(ca, from, record, words, language)
  const declined = record.state === 'declined'
  const title = issued !== null ? words.issuedTitle : declined ? words.declinedTitle : words.waitingTitle
  const paragraphs = issued?.paragraphs ?? (declined ? refusal(from, record, words) : waiting(words))
  const text = [title, ...paragraphs.flatMap(({ heading, text: said }) => [`${heading}\n${said}`])].join('\n\n')
  return { title, paragraphs, text: `${text}\n`, code: issued?.code ?? `${title}: ${nameOf(record)}` }
}

/** @returns the names of a request in one line, for people */
export function nameOf(record: Pick<RequestRecord, 'subject' | 'names'>): string {
  return record.names === '' ? record.subject : record.names.split(' ').join(', ')
}

function issuedParts(
  ca: CaContext,
  from: Reader,
  record: RequestRecord,
  words: ReceiptWords,
  language: 'en' | 'de'
): { readonly paragraphs: Paragraph[]; readonly code: string } | null {
  const row = record.certificateId === null ? undefined : getCertificate(from, record.certificateId)
  if (row === undefined) return null
  const usage = tryDecode(requireParsed(from, row.id), '2.5.29.37')
  const purposes = usage?.kind === 'extKeyUsage' ? usage.value.flatMap((oid) => words.purposes[oid] ?? []) : []
  const day = (at: number): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  const organization = ca.settings().organizationName
  const whom = organization !== '' ? organization : row.issuer
  const renewAt = row.notBefore + (row.notAfter - row.notBefore) * renewAfter
  const fingerprint = (row.fingerprint.match(/../g) ?? []).join(':').toUpperCase()
  return {
    paragraphs: [
      {
        heading: words.whatFor,
        text: [...(purposes.length > 0 ? purposes : [words.otherPurpose]), words.names(nameOf(row))].join(' ')
      },
      { heading: words.howLong, text: words.validity(day(row.notBefore), day(row.notAfter)) },
      { heading: words.renew, text: words.renewText(day(renewAt)) },
      { heading: words.revoke, text: words.revokeText(whom, row.serial) },
      { heading: words.check, text: words.checkText(fingerprint) }
    ],
    code: `${nameOf(row)}\n${new Date(row.notAfter).toISOString().slice(0, 10)}\n${row.serial}\nSHA-256 ${row.fingerprint}`
  }
}

function refusal(from: Reader, record: RequestRecord, words: ReceiptWords): Paragraph[] {
  const reason = listDecisions(from, record.id).findLast(({ decision }) => decision === 'decline')?.reason ?? ''
  return [
    { heading: words.why, text: words.whyText(reason) },
    { heading: words.next, text: words.nextText }
  ]
}

function waiting(words: ReceiptWords): Paragraph[] {
  return [{ heading: words.waiting, text: words.waitingText }]
}
