import { openPdf } from '../pdf/layout.ts'

export interface CardSet {
  readonly installation: string
  readonly version: number
  readonly fingerprint: string
  readonly threshold: number
  readonly total: number
  readonly createdAt: number
}

export interface PrintedCard {
  readonly number: number
  readonly holder: string
  readonly place: string
  readonly words: readonly string[]
}

const columns = 3

/** Writes the cards of a set of shares, one a page, each for its holder alone. */
export async function shareCardsPdf(set: CardSet, cards: readonly PrintedCard[]): Promise<Uint8Array> {
  const name = set.installation === '' ? 'this installation' : set.installation
  const pdf = await openPdf({
    title: `Shares of the vault of ${name}`,
    foot: `Set ${set.fingerprint}, version ${set.version}. This card alone opens nothing.`,
    language: 'en',
    createdAt: set.createdAt
  })
  for (const [index, card] of cards.entries()) {
    if (index > 0) pdf.newPage()
    pdf.heading(1, `Share ${card.number} of ${set.total}`)
    pdf.facts([
      ['Installation', name],
      ['Holder', card.holder],
      ['Place', card.place],
      ['Set', `${set.fingerprint}, version ${set.version}`],
      ['Made', new Date(set.createdAt).toISOString()],
      ['Needed', `${set.threshold} of ${set.total} shares, together`]
    ])
    pdf.text(
      `This card alone opens nothing. Keep it sealed, away from the other cards. When a new set is made, this one is void: destroy it then.`
    )
    pdf.heading(2, 'Words')
    const rows = Math.ceil(card.words.length / columns)
    pdf.table(
      Array.from({ length: columns }, () => ({ title: '', width: 1, mono: true })),
      Array.from({ length: rows }, (_row, row) =>
        Array.from({ length: columns }, (_column, column) => {
          const at = column * rows + row
          const word = card.words[at]
          return word === undefined ? '' : `${String(at + 1).padStart(2)} ${word}`
        })
      )
    )
    pdf.qr(`chancery-share:${card.words.join(' ')}`, 'The same words, for a scanner.')
  }
  return pdf.finish()
}
