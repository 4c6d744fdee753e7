import type { AcmeChallengeType } from '../../../src-shared/model/acme.ts'
import { approvedBy } from '../../ca/acme/approved-names.ts'
import {
  challengesOf,
  getAcmeEab,
  insertAcmeAuthorization,
  insertAcmeMail,
  liveAuthorizations,
  type AcmeAccountRow,
  type AcmeAuthorizationRow
} from '../../store/acme.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { baseOf, type OrderedIdentifier } from './identifiers.ts'
import type { Subproblem } from './problem.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'

const day = 86_400_000
/** RFC 8555 8.1: at least 128 bits. */
const tokenBytes = 24

/** S/MIME BR 3.2.2.2: the random value of a message is used for 24 hours at most. */
const mailDays = 1

/** How one identifier of an order is to be authorized. */
export interface Plan {
  readonly identifier: OrderedIdentifier
  /** The authorization that the account has already. */
  readonly existing: AcmeAuthorizationRow | null
  /** By which approved name it needs no proof. */
  readonly approved: string | null
  readonly challenges: readonly AcmeChallengeType[]
}

/** Finds what each identifier needs, or why it is refused. Writes nothing. */
export function plan(
  runtime: AcmeRuntime,
  service: ServiceContext,
  account: AcmeAccountRow,
  identifiers: readonly OrderedIdentifier[]
): { readonly plans: readonly Plan[]; readonly refused: readonly Subproblem[] } {
  const reader = runtime.parts.reader()
  const bound = account.eabId === null ? undefined : getAcmeEab(reader, account.eabId)
  const refused: Subproblem[] = []
  const plans = identifiers.flatMap((identifier): Plan[] => {
    const { type, value } = identifier
    const refuse = (detail: string): Plan[] => {
      refused.push({ type: 'rejectedIdentifier', detail, identifier: { type, value } })
      return []
    }
    if (bound !== undefined && bound.names.length > 0 && approvedBy(bound.names, identifier) === null)
      return refuse(`${value} is outside the names of the credential "${bound.name}".`)
    if (type === 'permanent-identifier' && !takesDevice(service.settings, value))
      return refuse(`${value} is not among the devices of the service ${service.row.name}.`)
    const { names } = service.settings
    const approved = names === 'new-per-requester' ? null : approvedBy(service.row.approvedNames, identifier)
    // An attestation is about one key: the next order needs one of its own.
    const existing =
      names === 'new-per-requester' || type === 'permanent-identifier'
        ? null
        : existingFor(reader, account, identifier, runtime.parts.clock.now())
    if (approved === null && names === 'approved-only' && type !== 'permanent-identifier')
      return refuse(`${value} is not among the approved names of the service ${service.row.name}.`)
    const challenges = challengesFor(service, identifier)
    if (type === 'email' && existing === null && sender(runtime) === null)
      return refuse(`${value} cannot be proven: the settings name no mail server, or no mailbox for answers.`)
    if (approved === null && existing === null && challenges.length === 0)
      return refuse(`No challenge of the service ${service.row.name} can prove ${value}.`)
    return [{ identifier, existing, approved, challenges }]
  })
  return { plans, refused }
}

/** @returns whether the identifier is authorized at once */
export function needsNoProof(one: Plan): boolean {
  return one.approved !== null || one.existing?.status === 'valid'
}

/** @returns id of the authorization, made where there is none, and whether it is valid */
export function authorize(
  tx: Writer,
  runtime: AcmeRuntime,
  service: ServiceContext,
  account: AcmeAccountRow,
  one: Plan
): { readonly id: number; readonly valid: boolean } {
  const now = runtime.parts.clock.now()
  if (one.existing !== null && (one.existing.status === 'valid' || one.approved === null))
    return { id: one.existing.id, valid: one.existing.status === 'valid' }
  const { value, wildcard } = baseOf(one.identifier)
  const forMail = one.identifier.type === 'email'
  const pendingDays = forMail ? mailDays : service.settings.orderDays
  const days = one.approved === null ? pendingDays : service.settings.authorizationDays
  const row: Omit<AcmeAuthorizationRow, 'id'> = {
    accountId: account.id,
    type: one.identifier.type,
    value: one.identifier.ancestor ?? value,
    wildcard: one.identifier.ancestor === null && wildcard,
    subdomains: one.identifier.ancestor !== null,
    status: one.approved === null ? 'pending' : 'valid',
    basis: one.approved === null ? 'challenge' : 'policy',
    expiresAt: now + days * day,
    createdAt: now
  }
  // All challenges of an authorization have one token: a client may prepare several answers at once.
  const token = freshToken(runtime)
  const id = insertAcmeAuthorization(
    tx,
    row,
    one.approved === null ? one.challenges.map((type) => ({ type, token })) : []
  )
  if (forMail) for (const { id: challengeId } of challengesOf(tx, id)) addMail(tx, runtime, challengeId)
  return { id, valid: one.approved !== null }
}

/** @returns what an account holds for an identifier: itself, or an ancestor that holds for all below it (RFC 9444) */
export function existingFor(
  reader: Reader,
  account: Pick<AcmeAccountRow, 'id'>,
  identifier: OrderedIdentifier,
  now: number
): AcmeAuthorizationRow | null {
  const { value, wildcard } = baseOf(identifier)
  const proven = identifier.ancestor ?? value
  const ancestors = identifier.type === 'dns' ? withAncestors(value) : []
  const live = liveAuthorizations(reader, account.id, [...new Set([proven, ...ancestors])], now)
  const own = live.filter((row) => row.value === proven)
  // RFC 8823 3: each authorization that is asked for has a token of its own, so that only a proven one is used again.
  if (identifier.type === 'email') return own.find((row) => row.type === 'email' && row.status === 'valid') ?? null
  const exact = own.find((row) =>
    identifier.ancestor === null
      ? row.wildcard === wildcard && row.type === identifier.type && !row.subdomains
      : row.subdomains
  )
  if (exact?.status === 'valid') return exact
  const [above] = live
    .filter((row) => row.status === 'valid' && row.subdomains && ancestors.includes(row.value))
    .toSorted((a, b) => b.value.length - a.value.length)
  return above ?? exact ?? null
}

function withAncestors(name: string): readonly string[] {
  const labels = name.split('.')
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
}

/**
 * RFC 8555 7.1.3 and 8.4 (wildcards by dns only), RFC 8738 7 (addresses not by dns), RFC 9444 5 (ancestors by dns only),
 * RFC 8823 3 (mail addresses by mail, and nothing else by it), draft-ietf-acme-device-attest 5 (devices by attestation, and
 * nothing else by it).
 */
function challengesFor(service: ServiceContext, identifier: OrderedIdentifier): readonly AcmeChallengeType[] {
  const { challenges } = service.settings
  if (identifier.type === 'email') return challenges.filter((type) => type === 'email-reply-00')
  if (identifier.type === 'permanent-identifier') return challenges.filter((type) => type === 'device-attest-01')
  const offered = challenges.filter((type) => type !== 'email-reply-00' && type !== 'device-attest-01')
  const byDns = (type: AcmeChallengeType): boolean => type === 'dns-01' || type === 'dns-account-01'
  if (identifier.type === 'ip') return offered.filter((type) => !byDns(type))
  const onlyDns = identifier.value.startsWith('*.') || identifier.ancestor !== null
  return offered.filter((type) => !onlyDns || byDns(type))
}

/** @returns whether a device may have a certificate of a service */
export function takesDevice({ attestedDevices, devices }: ServiceContext['settings'], device: string): boolean {
  return attestedDevices === 'any' || devices.includes(device)
}

function freshToken({ parts }: AcmeRuntime): string {
  return Buffer.from(parts.ca.random.bytes(tokenBytes)).toString('base64url')
}

/** @returns From of the messages that challenges are; null where none can be sent, or no answer could arrive */
function sender({ parts }: AcmeRuntime): string | null {
  const { mailServer, replyMailbox } = parts.ca.settings()
  return mailServer === null || replyMailbox === null ? null : replyMailbox.address
}

/** The message with the first part of the token (RFC 8823 3.1); it goes out when the client has read the authorization. */
function addMail(tx: Writer, runtime: AcmeRuntime, challengeId: number): void {
  const sentFrom = sender(runtime) ?? ''
  const domain = sentFrom.slice(sentFrom.lastIndexOf('@') + 1)
  insertAcmeMail(tx, {
    challengeId,
    tokenPart1: freshToken(runtime),
    messageId: `<acme.${freshToken(runtime)}@${domain}>`,
    sentFrom,
    sentAt: null
  })
}
