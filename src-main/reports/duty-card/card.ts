import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { dutiesOf, newestCrl } from '../../ca/air-gap/duties.ts'
import { requireAuthority } from '../../ca/authorities/find.ts'
import type { CaContext } from '../../ca/context.ts'
import { getCertificate } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { openPdf } from '../pdf/layout.ts'
import { cardTexts } from './texts.ts'

/**
 * @returns a card on A4 for the safe: each root with its fingerprint as digits, blocks and words, and what is to be done by
 * when. The same state gives the same octets.
 * @throws ChanceryError `not-found`
 */
export async function dutyCard(
  ca: CaContext,
  input: { readonly authority?: Ref | undefined; readonly language: 'en' | 'de' }
): Promise<ProducedFile> {
  const texts = cardTexts[input.language]
  const from = reader(ca.store)
  const now = ca.clock.now()
  const duties = dutiesOf(ca, input)
  const report = await openPdf({
    title: texts.title,
    foot: `${texts.foot} ${day(now)}`,
    language: input.language,
    createdAt: now
  })
  report.heading(1, texts.title)
  report.text(texts.intro)
  const roots = [...new Set(duties.map(({ authorityId }) => authorityId))]
  if (roots.length === 0) report.text(texts.nothing)
  for (const id of roots) {
    const row = requireAuthority(from, id)
    const certificate = row.certificateId === null ? undefined : getCertificate(from, row.certificateId)
    const crl = newestCrl(from, id)
    report.heading(2, `${texts.root} ${row.name}`)
    report.facts([
      [texts.subject, row.subject],
      [texts.ends, certificate === undefined ? '' : day(certificate.notAfter)],
      [texts.covered, crl === undefined ? texts.noCrl : day(crl.nextUpdate)]
    ])
    if (certificate !== undefined) report.digest(texts.fingerprint, certificate.fingerprint)
    report.table(
      [
        { title: texts.columns[0], width: 4 },
        { title: texts.columns[1], width: 5 },
        { title: texts.columns[2], width: 2 },
        { title: texts.columns[3], width: 2 }
      ],
      duties
        .filter(({ authorityId }) => authorityId === id)
        .map(({ kind, about, doBy, lapsesAt }) => [
          texts.kinds[kind],
          about,
          day(doBy),
          lapsesAt === null ? '' : day(lapsesAt)
        ])
    )
  }
  const bytes = await report.finish()
  return { name: 'root-duties.pdf', mediaType: 'application/pdf', base64: Buffer.from(bytes).toString('base64') }
}

function day(unixMs: number): string {
  return new Date(unixMs).toISOString().slice(0, 10)
}
