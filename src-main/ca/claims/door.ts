import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import {
  claimPlatform,
  type ClaimKind,
  type ClaimLanguage,
  type ClaimPlatform
} from '../../../src-shared/model/claims.ts'
import type { AlternativeName } from '../../../src-shared/model/subject-entry.ts'
import { claimLink, findClaimLink, reopenClaimLink, visitClaimLink, type ClaimLinkRow } from '../../store/claims.ts'
import { afterCommit } from '../../store/connection.ts'
import { getAuthority } from '../../store/authorities.ts'
import { getRequest } from '../../store/requests.ts'
import { getScepService } from '../../store/scep.ts'
import { revokeScepChallenge } from '../../store/scep-challenges.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { buildProfile, chainToRoot, PROFILE_TYPE } from '../apple/build.ts'
import type { CaContext } from '../context.ts'
import { pkcs12Of } from '../requests/key.ts'
import { addSecret } from '../scep/challenges.ts'
import { logLine } from '../scep/log.ts'
import { scepSettingsOf } from '../scep/settings.ts'
import { appleContent, pkcs12Content } from './content.ts'
import { passphraseContext } from './create.ts'
import { dropKey, told } from './links.ts'
import { claimHash } from './token.ts'
import { createVisitors, type Visitors } from './visitors.ts'

/** Name of the log of services. */
const LOG = 'claim'

/** What the page of a link says. */
export interface ClaimVisit {
  readonly kind: ClaimKind
  readonly platform: ClaimPlatform
  readonly device: string
  readonly person: string
  /** Who invites. */
  readonly by: string
  readonly organization: string
  readonly authority: string
  readonly names: readonly AlternativeName[]
  /** SHA-256 of the root that is going to be trusted, hex; null where none is known. */
  readonly root: { readonly subject: string; readonly fingerprint: string } | null
  readonly wifi: string | null
  readonly expiresAt: number
  /** Whether somebody has to approve first. */
  readonly waiting: boolean
  /** What the person who made the link wrote in; browsers that ask for another get that. */
  readonly language: ClaimLanguage
}

/** What a link ends in. */
export interface ClaimedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What the public pages may do. */
export interface ClaimDoor {
  /** @throws ChanceryError `not-found`, `slowed-down`; `conflict` for a link that ended */
  readonly visit: (token: string, client: string) => Promise<ClaimVisit>
  /** The one use. @throws ChanceryError as `visit`; `not-ready` while somebody has to approve; `locked` */
  readonly take: (token: string, client: string) => Promise<ClaimedFile>
}

/** @returns the door for people with a link, with a memory of its own of who guesses */
export function createClaimDoor(ca: CaContext): ClaimDoor {
  const visitors = createVisitors(ca.clock)
  return {
    visit: async (token, client) => {
      const row = await admit(ca, visitors, token, client)
      await transaction(ca.store, (tx) => {
        visitClaimLink(tx, row.id, ca.clock.now())
        afterCommit(tx, () => ca.emit('claim.changed', { id: row.id }))
      })
      return visitOf(ca, row)
    },
    take: async (token, client) => {
      const row = await admit(ca, visitors, token, client)
      const actor: Actor = { operatorId: null, name: `Claim link ${row.id} ${client}`, channel: 'public-form' }
      const file =
        row.kind === 'pkcs12' ? await takeKey(ca, row, client, actor) : await takeProfile(ca, row, client, actor)
      await logLine(ca, LOG, 'info', `The link for ${row.device} was used.`, { linkId: row.id, client })
      return file
    }
  }
}

async function admit(ca: CaContext, visitors: Visitors, token: string, client: string): Promise<ClaimLinkRow> {
  visitors.admit(client)
  const hash = claimHash(token)
  const row = hash === null ? undefined : findClaimLink(reader(ca.store), hash)
  if (row === undefined) {
    const waits = visitors.wrong(client)
    if (waits)
      await logLine(
        ca,
        LOG,
        'warn',
        'Somebody tries links that there are not. The address waits a quarter of an hour.',
        {
          client
        }
      )
    throw new ChanceryError('not-found', 'There is no such link.')
  }
  const ended = row.state === 'open' ? (row.expiresAt <= ca.clock.now() ? 'expired' : null) : row.state
  if (ended === null) return row
  // Who holds the link learns how it ended, and the operator that it was tried again.
  await logLine(ca, LOG, 'warn', `The link for ${row.device} was opened after it ended (${ended}).`, {
    linkId: row.id,
    client
  })
  throw spent(ended)
}

const spent = (how: 'claimed' | 'withdrawn' | 'expired'): ChanceryError =>
  new ChanceryError(
    'conflict',
    {
      claimed: 'This link was used already.',
      withdrawn: 'This link was withdrawn.',
      expired: 'The time of this link is over.'
    }[how]
  )

function visitOf(ca: CaContext, row: ClaimLinkRow): ClaimVisit {
  const from = reader(ca.store)
  const content = row.kind === 'pkcs12' ? pkcs12Content.parse(row.content) : appleContent.parse(row.content)
  const root = row.authorityId === null ? undefined : chainToRoot(from, row.authorityId)?.at(-1)
  const request = row.requestId === null ? undefined : getRequest(from, row.requestId)
  return {
    kind: row.kind,
    platform: claimPlatform.parse(row.platform),
    device: row.device,
    person: row.person,
    by: row.createdBy,
    organization: ca.settings().organizationName.trim(),
    authority: row.authorityId === null ? '' : (getAuthority(from, row.authorityId)?.name ?? ''),
    names: content.names,
    root: root === undefined ? null : { subject: root.certificate.subject.text, fingerprint: root.fingerprint },
    wifi: 'wifi' in content ? (content.wifi?.ssid ?? null) : null,
    expiresAt: row.expiresAt,
    waiting: request !== undefined && request.certificateId === null,
    language: content.language
  }
}

/** Hands key and certificate over and destroys the key here, in the transaction that ends the link. */
async function takeKey(ca: CaContext, row: ClaimLinkRow, client: string, actor: Actor): Promise<ClaimedFile> {
  const from = reader(ca.store)
  const certificateId = (row.requestId === null ? undefined : getRequest(from, row.requestId))?.certificateId ?? null
  if (certificateId === null)
    throw new ChanceryError(
      'not-ready',
      'The certificate waits for somebody who approves it. Open the link again later.'
    )
  const { keyId, passphrase } = row
  if (keyId === null || passphrase === null) throw spent('claimed')
  const { encryption } = pkcs12Content.parse(row.content)
  const secret = ca.secrets.open(passphraseContext(row.id), passphrase)
  const file = await pkcs12Of(ca, from, certificateId, keyId, Buffer.from(secret).toString(), encryption === 'legacy')
  secret.fill(0)
  await transaction(ca.store, (tx) => {
    if (!claimLink(tx, row.id, ca.clock.now(), { client, challengeId: null })) throw spent('claimed')
    dropKey(tx, ca, keyId)
    told(tx, ca, 'claim.take', row.id, { client, certificateId, keyId, encryption }, actor)
  })
  return { name: file.name, mediaType: file.mediaType, bytes: new Uint8Array(Buffer.from(file.base64, 'base64')) }
}

/** Makes the secret of the profile in the transaction that ends the link; where no profile comes of it, both are taken back. */
async function takeProfile(ca: CaContext, row: ClaimLinkRow, client: string, actor: Actor): Promise<ClaimedFile> {
  const content = appleContent.parse(row.content)
  const { authorityId, device } = row
  if (authorityId === null) throw new ChanceryError('damaged', `The link ${row.id} names no authority.`)
  const service = row.serviceId === null ? undefined : getScepService(reader(ca.store), row.serviceId)
  if (row.serviceId !== null && service?.state !== 'enabled')
    throw new ChanceryError('not-ready', 'The service behind this link is switched off at the moment.')
  const { id, secret } = await transaction(ca.store, (tx) => {
    const { names, subject, validity = null } = content
    const bound = { label: device, names, subject, validity, device: null, minutes: undefined }
    const wanted = { kind: 'one-time', ...bound } as const
    const made = service === undefined ? null : addSecret(tx, ca, service, scepSettingsOf(service), wanted, actor)
    if (!claimLink(tx, row.id, ca.clock.now(), { client, challengeId: made?.id ?? null })) throw spent('claimed')
    told(tx, ca, 'claim.take', row.id, { client, challengeId: made?.id ?? null }, actor)
    return made ?? { id: null, secret: '' }
  })
  try {
    const parts = { authorityId, device, serviceName: service?.name ?? '', content, challenge: secret }
    const bytes = await buildProfile(ca, parts, actor)
    return { name: 'certificate.mobileconfig', mediaType: PROFILE_TYPE, bytes }
  } catch (error) {
    await transaction(ca.store, (tx) => {
      if (id !== null) revokeScepChallenge(tx, id)
      reopenClaimLink(tx, row.id)
      told(tx, ca, 'claim.reopen', row.id, { why: error instanceof Error ? error.message : '' }, actor)
    })
    throw error
  }
}
