import type { AuthorityState } from '../../../src-shared/model/authority.ts'
import type { KitPlace } from '../../../src-shared/model/recovery.ts'
import { openPdf, type PdfColumn } from '../pdf/layout.ts'
import { kitTexts, type KitTexts } from './kit-texts.ts'

/** What the recovery kit says. No secret is in it: it tells where they are. */
export interface KitContent {
  readonly installation: string
  readonly vaultId: string
  readonly dataFolder: string
  readonly authorities: readonly {
    readonly name: string
    readonly subject: string
    readonly state: AuthorityState
    /** `software`, or the address of its token. */
    readonly keyPlace: string
    readonly fingerprint: string
  }[]
  readonly tokens: readonly { readonly address: string; readonly label: string; readonly keys: readonly string[] }[]
  readonly operators: readonly {
    readonly name: string
    readonly displayName: string
    readonly roles: readonly string[]
  }[]
  readonly recoveryCode: boolean
  readonly shares: {
    readonly version: number
    readonly fingerprint: string
    readonly threshold: number
    readonly total: number
    readonly holders: readonly { readonly number: number; readonly holder: string; readonly place: string }[]
  } | null
  readonly backups: {
    readonly folder: string | null
    readonly everyHours: number
    readonly kept: number
    readonly passphrase: boolean
    readonly recipients: readonly string[]
  }
  readonly places: readonly KitPlace[]
}

export interface KitEdition {
  readonly version: number
  readonly at: number
  readonly sha256: string
  readonly content: KitContent
}

/** Writes the kit that lies in the safe: what a person who never saw this installation needs to rebuild it. */
export async function recoveryKitPdf(edition: KitEdition, language: 'en' | 'de'): Promise<Uint8Array> {
  const { content, version, at, sha256 } = edition
  const words = kitTexts[language]
  const name = content.installation === '' ? words.nameless : content.installation
  const pdf = await openPdf({ title: words.title(name), foot: words.foot(version), language, createdAt: at })
  const [editionWord, written, vault, dataFolder] = words.facts
  pdf.heading(1, words.title(name))
  pdf.facts([
    [editionWord, String(version)],
    [written, new Date(at).toISOString()],
    [vault, content.vaultId],
    [dataFolder, content.dataFolder]
  ])
  pdf.digest(words.digest, sha256)
  pdf.heading(2, words.rebuild)
  for (const [index, step] of rebuildSteps(content, words).entries()) pdf.text(`${index + 1}. ${step}`)
  pdf.heading(2, words.authorities)
  const [authority, state, key] = words.authorityColumns
  pdf.table(
    [
      { title: authority, width: 2 },
      { title: words.subject, width: 4 },
      { title: state, width: 1 },
      { title: key, width: 3 }
    ],
    content.authorities.map((one) => [
      one.name,
      one.subject,
      words.states[one.state],
      one.keyPlace === 'software' ? words.sealed : one.keyPlace
    ])
  )
  pdf.heading(2, words.tokens)
  if (content.tokens.length === 0) pdf.text(words.noTokens)
  else
    pdf.table(
      inColumns(words.tokenColumns, 2, 3, 2),
      content.tokens.map(({ label, address, keys }) => [label, address, keys.join(', ')])
    )
  pdf.heading(2, words.opens)
  pdf.table(
    inColumns(words.operatorColumns, 2, 2, 3),
    content.operators.map((one) => [one.name, one.displayName, one.roles.join(', ')])
  )
  pdf.text(content.recoveryCode ? words.code : words.noCode)
  const { shares } = content
  if (shares === null) pdf.text(words.noShares)
  else {
    pdf.text(words.shares(shares.threshold, shares.total, shares.fingerprint, shares.version))
    pdf.table(
      inColumns(words.shareColumns, 1, 2, 3),
      shares.holders.map(({ number, holder, place }) => [String(number), holder, place])
    )
  }
  pdf.heading(2, words.backups)
  const { folder, everyHours, kept, passphrase, recipients } = content.backups
  pdf.facts([
    [words.folder, folder ?? `${content.dataFolder}/backups`],
    [words.often, everyHours === 0 ? words.byHand : words.every(everyHours, kept)],
    [words.openedBy, [...(passphrase ? [words.backupPassphrase] : []), ...recipients].join('; ') || words.nobody]
  ])
  pdf.heading(2, words.places)
  if (content.places.length === 0) pdf.text(words.noPlaces)
  else
    pdf.table(
      inColumns(words.placeColumns, 2, 2, 2, 3),
      content.places.map((one) => [words.placeKinds[one.kind], one.what, one.holder, one.place])
    )
  return pdf.finish()
}

/** @returns columns of a table by their titles and parts of the width */
function inColumns(titles: readonly string[], ...widths: readonly number[]): PdfColumn[] {
  return titles.map((title, at) => ({ title, width: widths[at] ?? 1 }))
}

/** @returns the way from a new machine to a working authority */
function rebuildSteps(content: KitContent, { steps, ways }: KitTexts): readonly string[] {
  const { shares, tokens, recoveryCode } = content
  const openers = [
    ways.passphrase,
    ...(recoveryCode ? [ways.code] : []),
    ...(shares === null ? [] : [ways.shares(shares.threshold, shares.total)])
  ]
  return [
    steps.install,
    steps.fetch,
    steps.crls,
    steps.restore,
    ...(tokens.length === 0 ? [] : [steps.plugIn(tokens.map(({ label, address }) => label || address).join(', '))]),
    `${steps.open(openers.join(ways.or))}${shares === null ? '' : ` ${steps.withShares}`}`,
    steps.audit,
    steps.lost,
    steps.sign,
    steps.drill
  ]
}
