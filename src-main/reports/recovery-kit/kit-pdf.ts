import type { KitPlace } from '../../../src-shared/model/recovery.ts'
import { openPdf } from '../pdf/layout.ts'

/** What the recovery kit says. No secret is in it: it tells where they are. */
export interface KitContent {
  readonly installation: string
  readonly vaultId: string
  readonly dataFolder: string
  readonly authorities: readonly {
    readonly name: string
    readonly subject: string
    readonly state: string
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

const placeKinds: Readonly<Record<KitPlace['kind'], string>> = {
  passphrase: 'Passphrase',
  'recovery-code': 'Recovery code',
  'backup-passphrase': 'Passphrase of backups',
  token: 'Token',
  'token-pin': 'PIN of a token',
  backup: 'Backup',
  other: 'Other'
}

/** Writes the kit that lies in the safe: what a person who never saw this installation needs to rebuild it. */
export async function recoveryKitPdf(edition: KitEdition): Promise<Uint8Array> {
  const { content, version, at, sha256 } = edition
  const name = content.installation === '' ? 'this installation' : content.installation
  const pdf = await openPdf({
    title: `Recovery kit of ${name}`,
    foot: `Recovery kit, edition ${version}. Destroy earlier editions. No secret is printed here.`,
    language: 'en',
    createdAt: at
  })
  pdf.heading(1, `Recovery kit of ${name}`)
  pdf.facts([
    ['Edition', String(version)],
    ['Written', new Date(at).toISOString()],
    ['Vault', content.vaultId],
    ['Data folder', content.dataFolder]
  ])
  pdf.digest('SHA-256 of what this edition says', sha256)
  pdf.heading(2, 'Rebuild in these steps')
  for (const [index, step] of rebuildSteps(content).entries()) pdf.text(`${index + 1}. ${step}`)
  pdf.heading(2, 'Authorities')
  pdf.table(
    [
      { title: 'Name', width: 2 },
      { title: 'State', width: 1 },
      { title: 'Private key', width: 3 }
    ],
    content.authorities.map((one) => [
      one.name,
      one.state,
      one.keyPlace === 'software' ? 'in the backup, sealed' : one.keyPlace
    ])
  )
  pdf.heading(2, 'Tokens that must be present')
  if (content.tokens.length === 0) pdf.text('None: every private key is in the backup, sealed.')
  else
    pdf.table(
      [
        { title: 'Token', width: 2 },
        { title: 'Address', width: 3 },
        { title: 'Keys', width: 2 }
      ],
      content.tokens.map(({ label, address, keys }) => [label, address, keys.join(', ')])
    )
  pdf.heading(2, 'What opens the vault')
  pdf.table(
    [
      { title: 'Operator', width: 2 },
      { title: 'Name', width: 2 },
      { title: 'Roles', width: 3 }
    ],
    content.operators.map((one) => [one.name, one.displayName, one.roles.join(', ')])
  )
  pdf.text(content.recoveryCode ? 'A recovery code opens it as well.' : 'There is no recovery code.')
  const { shares } = content
  if (shares === null) pdf.text('No shares of the key were made.')
  else {
    pdf.text(
      `Any ${shares.threshold} of ${shares.total} shares open it as well: set ${shares.fingerprint}, version ${shares.version}.`
    )
    pdf.table(
      [
        { title: 'Share', width: 1 },
        { title: 'Holder', width: 2 },
        { title: 'Place', width: 3 }
      ],
      shares.holders.map(({ number, holder, place }) => [String(number), holder, place])
    )
  }
  pdf.heading(2, 'Backups')
  const { folder, everyHours, kept, passphrase, recipients } = content.backups
  pdf.facts([
    ['Folder', folder ?? `${content.dataFolder}/backups`],
    ['How often', everyHours === 0 ? 'by hand' : `every ${everyHours} hours; ${kept} are kept`],
    ['Opened by', [...(passphrase ? ['the backup passphrase'] : []), ...recipients].join('; ') || 'nobody yet']
  ])
  pdf.heading(2, 'Where things are kept')
  if (content.places.length === 0)
    pdf.text('Nobody wrote that down yet. Do it on the Recovery page, then print this again.')
  else
    pdf.table(
      [
        { title: 'Kind', width: 2 },
        { title: 'Which', width: 2 },
        { title: 'Holder', width: 2 },
        { title: 'Place', width: 3 }
      ],
      content.places.map((one) => [placeKinds[one.kind], one.what, one.holder, one.place])
    )
  return pdf.finish()
}

/** @returns the way from a new machine to a working authority */
export function rebuildSteps(content: KitContent): readonly string[] {
  const { shares, tokens, recoveryCode } = content
  const ways = [
    'the passphrase of an operator',
    ...(recoveryCode ? ['the recovery code'] : []),
    ...(shares === null ? [] : [`${shares.threshold} of the ${shares.total} shares`])
  ]
  return [
    'Install Chancery on a machine that nobody else uses, and keep it off the network for now.',
    'Fetch the newest backup (a file that ends in .chancery-backup) and what opens it.',
    'Fetch the CRLs that relying parties have from where they are published, so that numbers go on above theirs.',
    'Restore: chancery backup restore FILE --data FOLDER --backup-passphrase-file PASSPHRASE --crl CRL',
    ...(tokens.length === 0
      ? []
      : [`Plug in the tokens: ${tokens.map(({ label, address }) => label || address).join(', ')}.`]),
    `Start Chancery on that folder and open the vault with ${ways.join(', or ')}.${
      shares === null ? '' : ' With shares: chancery vault shares combine --operator NAME.'
    }`,
    'Check the audit log: chancery audit verify.',
    'Look for certificates that were issued after the backup, for example in the logs of servers, and revoke them by serial number.',
    'Sign a CRL for each authority and publish it, then connect the machine to the network.',
    'Make a new backup and do a drill with it.'
  ]
}
