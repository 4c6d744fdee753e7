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

const texts = {
  en: {
    title: (name: string) => `Shares of the vault of ${name}`,
    nameless: 'this installation',
    foot: (set: CardSet) => `Set ${set.fingerprint}, version ${set.version}. This card alone opens nothing.`,
    share: (number: number, total: number) => `Share ${number} of ${total}`,
    installation: 'Installation',
    holder: 'Holder',
    place: 'Place',
    set: 'Set',
    version: 'version',
    made: 'Made',
    needed: 'Needed',
    neededOf: (set: CardSet) => `${set.threshold} of ${set.total} shares, together`,
    alone:
      'This card alone opens nothing. Keep it sealed, away from the other cards. When a new set is made, this one is void: destroy it then.',
    words: 'Words',
    scanner: 'The same words, for a scanner.'
  },
  de: {
    title: (name: string) => `Teile des Tresorschlüssels für ${name}`,
    nameless: 'diese Installation',
    foot: (set: CardSet) => `Satz ${set.fingerprint}, Version ${set.version}. Diese Karte allein öffnet nichts.`,
    share: (number: number, total: number) => `Teil ${number} von ${total}`,
    installation: 'Installation',
    holder: 'Wer',
    place: 'Ort',
    set: 'Satz',
    version: 'Version',
    made: 'Gemacht',
    needed: 'Nötig',
    neededOf: (set: CardSet) => `${set.threshold} von ${set.total} Teilen, zusammen`,
    alone:
      'Diese Karte allein öffnet nichts. Bewahren Sie sie versiegelt auf, getrennt von den anderen. Wird ein neuer Satz gemacht, gilt diese Karte nicht mehr: Vernichten Sie sie dann.',
    words: 'Wörter',
    scanner: 'Dieselben Wörter, für einen Scanner.'
  }
} as const

/** Writes the cards of a set of shares, one a page, each for its holder alone. */
export async function shareCardsPdf(
  set: CardSet,
  cards: readonly PrintedCard[],
  language: 'en' | 'de'
): Promise<Uint8Array> {
  const words = texts[language]
  const name = set.installation === '' ? words.nameless : set.installation
  const pdf = await openPdf({
    title: words.title(name),
    foot: words.foot(set),
    language,
    createdAt: set.createdAt
  })
  for (const [index, card] of cards.entries()) {
    if (index > 0) pdf.newPage()
    pdf.heading(1, words.share(card.number, set.total))
    pdf.facts([
      [words.installation, name],
      [words.holder, card.holder],
      [words.place, card.place],
      [words.set, `${set.fingerprint}, ${words.version} ${set.version}`],
      [words.made, new Date(set.createdAt).toISOString()],
      [words.needed, words.neededOf(set)]
    ])
    pdf.text(words.alone)
    pdf.heading(2, words.words)
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
    pdf.qr(`chancery-share:${card.words.join(' ')}`, words.scanner)
  }
  return pdf.finish()
}
