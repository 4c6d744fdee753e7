import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recoveryKitPdf, type KitContent } from '../recovery-kit/kit-pdf.ts'
import { shareCardsPdf } from '../recovery-kit/share-cards-pdf.ts'
import { hasLetter } from './font-letters.ts'
import { openPdf } from './layout.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-letters-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** @returns what a reader finds in a document, spaces and lines made one space */
function textOf(pdf: Uint8Array): string {
  const file = join(folder, 'document.pdf')
  writeFileSync(file, pdf)
  try {
    const text = execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8' })
    return text.replaceAll(/\s+/g, ' ').normalize('NFC')
  } catch (cause) {
    throw new Error('pdftotext is missing. Install it: apt-get install poppler-utils', { cause })
  }
}

const frame = { title: 'Letters', foot: 'Letters', language: 'en', createdAt: Date.UTC(2026, 10, 21) } as const
const names = [
  'CN=Größenwahn Fünf,O=Äußere Sicherheit,C=DE',
  'CN=Ελληνική Αρχή Πιστοποίησης,O=Ύδρα',
  'CN=Удостоверяющий центр,O=Жилищник Їжак',
  'CN=Łódzki Urząd Certyfikacji,O=Żółw',
  'CN=Trung tâm chứng thực,O=Nguyễn',
  'CN=Türkçe İmza Ğ,O=Şirket'
]

test('names in Latin, Greek and Cyrillic writing come out as they are, in a text, a fact, a heading and a table', async () => {
  const pdf = await openPdf({ ...frame, title: names[1] ?? '', foot: names[2] ?? '' })
  for (const name of names) {
    pdf.heading(2, `Heading ${name}`)
    pdf.text(`Text ${name}`)
    pdf.facts([['Subject', `Fact ${name}`]])
    pdf.table([{ title: 'Subject', width: 1, mono: true }], [[`Cell ${name}`]])
  }
  const text = textOf(await pdf.finish())
  for (const name of names)
    for (const where of ['Heading', 'Text', 'Fact', 'Cell']) expect(text).toContain(`${where} ${name}`)
  expect(text).toContain(`${names[2]} 1 /`)
  expect(text).not.toContain('<U+')
})

test('a letter that no font here has is written by its number, and the rest of the name stays', async () => {
  const pdf = await openPdf(frame)
  pdf.text('CN=Κέντρο 認証局')
  expect(textOf(await pdf.finish())).toContain('CN=Κέντρο <U+8A8D><U+8A3C><U+5C40>')
})

test('characters that are not seen are written by their number, with standard fonts and with others', async () => {
  const pdf = await openPdf(frame)
  pdf.text('CN=abc\u202egnp.exe')
  pdf.text('CN=Ύδρα\u200b\u00ad\u2063')
  const text = textOf(await pdf.finish())
  expect(text).toContain('CN=abc<U+202E>gnp.exe')
  expect(text).toContain('CN=Ύδρα<U+200B><U+00AD><U+2063>')
})

test.each(['x', 'Ω'])('a name of forty thousand %s and no blank is printed whole, within seconds', async (letter) => {
  const started = performance.now()
  const pdf = await openPdf(frame)
  pdf.text(letter.repeat(40_000))
  expect(textOf(await pdf.finish()).split(letter).length - 1).toBe(40_000)
  expect(performance.now() - started).toBeLessThan(5000)
})

test('a report without such letters embeds no font, and the same input gives the same octets', async () => {
  const write = async (text: string): Promise<Uint8Array> => {
    const pdf = await openPdf(frame)
    pdf.text(text)
    return pdf.finish()
  }
  expect(Buffer.from(await write('Größe')).includes('FontFile2')).toBe(false)
  const greek = await write('Ύδρα')
  expect(Buffer.from(greek).includes('FontFile2')).toBe(true)
  expect(await write('Ύδρα')).toEqual(greek)
})

test('every letter of Greek, Cyrillic and extended Latin that the fonts are said to have is found in the document', async () => {
  const letters = [...Array(0x2000 - 0xa1).keys()]
    .map((at) => at + 0xa1)
    .filter((code) => hasLetter(code) && /^[\p{L}]$/u.test(String.fromCodePoint(code)))
    .map((code) => String.fromCodePoint(code))
    .filter((letter) => letter.normalize('NFC') === letter)
  expect(letters.length).toBeGreaterThan(1200)
  const pdf = await openPdf(frame)
  for (let at = 0; at < letters.length; at += 16) {
    const line = letters.slice(at, at + 16).join('.')
    pdf.text(`Ω.${line}`)
    pdf.heading(2, `Ω.${line}`)
  }
  const found = textOf(await pdf.finish())
  const missing = letters.filter((letter) => found.split(letter).length < 3)
  expect(missing).toEqual([])
})

const content: KitContent = {
  installation: 'Größe & Söhne',
  vaultId: 'v1',
  dataFolder: '/srv/chancery',
  authorities: [
    { name: 'Wurzel', subject: 'CN=Ελληνική Ρίζα', state: 'active', keyPlace: 'software', fingerprint: 'aa' },
    {
      name: 'Корень',
      subject: 'CN=Корень,O=Ёж',
      state: 'key-offline',
      keyPlace: 'pkcs11:token=safe',
      fingerprint: 'bb'
    }
  ],
  tokens: [{ address: 'pkcs11:token=safe', label: 'Trésor', keys: ['Корень'] }],
  operators: [{ name: 'jürgen', displayName: 'Jürgen Groß', roles: ['auditor'] }],
  recoveryCode: true,
  shares: {
    version: 2,
    fingerprint: '9f3a-11c2',
    threshold: 2,
    total: 3,
    holders: [{ number: 1, holder: 'Ζωή', place: 'Safe in Łódź' }]
  },
  backups: { folder: null, everyHours: 24, kept: 14, passphrase: true, recipients: [] },
  places: [{ kind: 'token-pin', what: 'Trésor', holder: 'Ζωή', place: 'Umschlag 2' }]
}

test('the kit is printed in German where that is wanted, with names of any writing', async () => {
  const edition = { version: 3, at: frame.createdAt, sha256: 'ab'.repeat(32), content }
  const german = textOf(await recoveryKitPdf(edition, 'de'))
  for (const words of [
    'Notfallblatt für Größe & Söhne',
    'Wiederaufbau in diesen Schritten',
    'öffnen Sie den Tresor mit der Passphrase eines Kontos oder dem Wiederherstellungscode oder 2 der 3 Teile.',
    'CN=Ελληνική Ρίζα',
    'CN=Корень,O=Ёж',
    'Jürgen Groß',
    'Schlüssel offline',
    'PIN eines Tokens'
  ])
    expect(german).toContain(words)
  expect(german).not.toMatch(/Recovery kit|Rebuild|Backups\b/)
  expect(textOf(await recoveryKitPdf(edition, 'en'))).toContain('Rebuild in these steps')
})

test('cards are printed in German, and their words stay what they are', async () => {
  const set = { installation: '', version: 1, fingerprint: '9f3a-11c2', threshold: 2, total: 2, createdAt: 0 }
  const card = { number: 1, holder: 'Ζωή', place: 'Safe', words: ['abandon', 'zebra'] }
  const text = textOf(await shareCardsPdf(set, [card], 'de'))
  for (const words of ['Teil 1 von 2', 'Ζωή', '2 von 2 Teilen, zusammen', '1 abandon', '2 zebra'])
    expect(text).toContain(words)
})
