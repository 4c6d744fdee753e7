import type { CertificateShape, ShapedRow } from '../../store/tallies-kinds.ts'

const dayMs = 86_400_000

/**
 * Upper ends of the steps of terms, in days: those at which the CA/Browser Forum ended terms (TLS BR 6.3.2: 825, 398, 200,
 * 100, 47; short-lived: 7), then years.
 */
export const termSteps = [7, 47, 100, 200, 398, 825, 1100, 1830] as const

/** @returns days of a term as people say them: a year that began five minutes early is a year */
export function termDays(notBefore: number, notAfter: number): number {
  return Math.round((notAfter - notBefore) / dayMs)
}

/** @returns the step that a term falls in; 0 beyond the last */
export function termStep(notBefore: number, notAfter: number): number {
  const days = termDays(notBefore, notAfter)
  return termSteps.find((step) => days <= step) ?? 0
}

export const subTypes = ['single', 'multi', 'wildcard', 'private'] as const
export type SubType = (typeof subTypes)[number]

/** Names that no public authority certifies: RFC 6762 (.local, appendix G), RFC 8375 (.home.arpa), ICANN 2024 (.internal). */
const privateEnd = /\.(?:local|internal|intranet|private|corp|home|lan|home\.arpa)$/i
/** RFC 1918, RFC 3927, RFC 4193, RFC 4291 2.5.6. */
const privateAddress =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|127\.)[\d.]+$|^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/i

/**
 * @param names alternative names joined by blanks
 * @returns private where a name means something in one house only; then wildcard; multi for several names, of which
 * `www.` in front makes no second one
 */
export function subTypeOf(names: string): SubType {
  const hosts = names.split(' ').filter((name) => name !== '' && !name.includes('@') && !name.includes('//'))
  const isPrivate = (host: string): boolean => privateEnd.test(host) || privateAddress.test(host) || !/[.:]/.test(host)
  if (hosts.some(isPrivate)) return 'private'
  if (hosts.some((host) => host.startsWith('*.'))) return 'wildcard'
  return new Set(hosts.map((host) => host.replace(/^www\./i, '').toLowerCase())).size > 1 ? 'multi' : 'single'
}

/** @returns values of an attribute of a subject as they stand in its text (RFC 4514), escapes and all */
export function attributeTexts(subject: string, type: string): string[] {
  const prefix = `${type}=`
  if (!subject.includes(prefix)) return []
  // Nearly no name has an escape, and a plain split takes half of the time at most.
  const parts = subject.includes('\\') ? (subject.match(/((?:\\[\s\S]|[^\\,+])+)/g) ?? []) : subject.split(/[,+]/)
  return parts.flatMap((part) => (part.startsWith(prefix) ? [part.slice(prefix.length)] : []))
}

/** @returns a value without its escapes (RFC 4514 2.4) */
export function unescaped(text: string): string {
  return text
    .replace(/(?:\\[0-9a-fA-F]{2})+/g, (hex) => Buffer.from(hex.replaceAll('\\', ''), 'hex').toString('utf8'))
    .replace(/\\([\s\S])/g, '$1')
}

/** @returns what the charts ask for of a certificate. */
export function shapeOf(row: ShapedRow): CertificateShape {
  return {
    class: row.class,
    authorityId: row.authorityId,
    profileRevisionId: row.profileRevisionId,
    subType: subTypeOf(row.names),
    keyAlgorithm: row.keyAlgorithm,
    signatureAlgorithm: row.signatureAlgorithm,
    term: termStep(row.notBefore, row.notAfter),
    signer: row.authorityId !== 0 ? '' : row.subject === row.issuer ? '=' : row.issuer,
    organization: attributeTexts(row.subject, 'O')[0] ?? ''
  }
}
