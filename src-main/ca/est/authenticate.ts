import { timingSafeEqual } from 'node:crypto'
import type { EstAuth } from '../../../src-shared/model/est.ts'
import {
  getEstClientByFingerprint,
  getEstClientByName,
  type EstClientRow,
  type EstServiceRow
} from '../../store/est.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { passwordHash } from './clients.ts'
import { EstRefused } from './refused.ts'
import { judgeCertificate, type Purpose, type ShownCertificate } from './shown-certificate.ts'

/** Who asks, as far as a connection shows it. */
export interface Credentials {
  /** Name and password of HTTP Basic (RFC 7617); null where none were sent. */
  readonly basic: { readonly name: string; readonly password: string } | null
  /** The TLS certificate; null where none was shown. */
  readonly shown: ShownCertificate | null
}

/** Who asks, known. */
export interface EstRequester {
  /** The client of the service; null for one that is known by a trusted certificate alone. */
  readonly client: EstClientRow | null
  /** Tells requesters apart; stays the same while a request waits. */
  readonly key: string
  /** In words, for lists and logs. */
  readonly text: string
  /** Row of the certificate that was shown, where it is one of ours that is valid now. */
  readonly certificateId: number | null
}

/**
 * Finds out who asks (RFC 7030 3.2.3, 3.3.2). Deny by default: no way in that the service does not name.
 * @throws EstRefused `unauthenticated` where another proof may help, `forbidden` where it may not
 */
export function authenticate(
  ca: CaContext,
  service: EstServiceRow,
  given: Credentials,
  purpose: Purpose
): EstRequester {
  const { auth } = service
  const byPassword = given.basic === null || !takesPassword(auth) ? null : clientOf(ca, service, given.basic)
  const byCertificate = given.shown === null ? null : judgeCertificate(ca, service, given.shown, purpose)
  if (auth === 'both') {
    if (byPassword === null) throw unknown(service, given, 'It asks for a password and a certificate.')
    if (byCertificate === null || 'refused' in byCertificate)
      throw unknownCertificate(service, given, byCertificate?.refused ?? null)
    return { ...passwordRequester(byPassword), certificateId: byCertificate.certificateId }
  }
  if (byPassword !== null) {
    const certificateId = byCertificate === null || 'refused' in byCertificate ? null : byCertificate.certificateId
    return { ...passwordRequester(byPassword), certificateId }
  }
  if (byCertificate === null) throw unknown(service, given, askedFor[auth])
  if ('refused' in byCertificate) throw unknownCertificate(service, given, byCertificate.refused)
  if (auth === 'basic' && !(purpose === 're-enrol' && byCertificate.ownProfile))
    throw unknown(service, given, askedFor.basic)
  const pinned = getEstClientByFingerprint(reader(ca.store), service.id, byCertificate.fingerprint)
  if (pinned !== undefined) requireCurrent(ca, service, pinned)
  return {
    client: pinned ?? null,
    key: pinned === undefined ? `certificate:${byCertificate.fingerprint}` : `client:${pinned.id}`,
    text: pinned === undefined ? `certificate ${byCertificate.subject}` : `client ${pinned.name}`,
    certificateId: byCertificate.certificateId
  }
}

const askedFor: Readonly<Record<EstAuth, string>> = {
  basic: 'It asks for a name and a password.',
  certificate: 'It asks for a TLS client certificate.',
  either: 'It asks for a name and a password, or a TLS client certificate.',
  both: 'It asks for a password and a certificate.'
}

/** @returns whether a service asks for passwords at all, so that 401 makes sense */
export function takesPassword(auth: EstAuth): boolean {
  return auth !== 'certificate'
}

function passwordRequester(client: EstClientRow): Omit<EstRequester, 'certificateId'> {
  return { client, key: `client:${client.id}`, text: `client ${client.name}` }
}

/** Compared with where there is no client of that name, so that both take the same time. */
const nobody = new Uint8Array(32)

function clientOf(
  ca: CaContext,
  service: EstServiceRow,
  { name, password }: { readonly name: string; readonly password: string }
): EstClientRow {
  const client = getEstClientByName(reader(ca.store), service.id, name)
  const right = timingSafeEqual(passwordHash(password), client?.passwordSha256 ?? nobody)
  if (client?.passwordSha256 == null || !right) {
    const why =
      client === undefined
        ? `There is no client of this name, or it was revoked. Make one with "est client create --service ${service.name}".`
        : `The password is wrong. If the device lost it, give the client another with "est client rotate --id ${client.id}".`
    throw new EstRefused(
      'unauthenticated',
      'User name or password is wrong.',
      `Somebody asked as "${name.slice(0, 100)}" and was refused. ${why}`
    )
  }
  requireCurrent(ca, service, client)
  return client
}

function requireCurrent(ca: CaContext, service: EstServiceRow, client: EstClientRow): void {
  if (client.expiresAt === null || client.expiresAt > ca.clock.now()) return
  const ended = new Date(client.expiresAt).toISOString()
  throw new EstRefused(
    'forbidden',
    'Your access has ended. Ask the operator for another.',
    `The client ${client.name} of ${service.name} ended ${ended}. Give it another end with "est client rotate --id ${client.id}", or make a new one.`
  )
}

function unknown(service: EstServiceRow, { basic, shown }: Credentials, asked: string): EstRefused {
  const showed =
    shown !== null ? 'a certificate alone' : basic !== null ? 'a password alone' : 'neither password nor certificate'
  return new EstRefused(
    takesPassword(service.auth) ? 'unauthenticated' : 'forbidden',
    `This service does not know you. ${asked}`,
    `A client showed ${showed}. ${asked} Set up the device with it, or change the auth of ${service.name}.`
  )
}

function unknownCertificate(service: EstServiceRow, given: Credentials, refused: string | null): EstRefused {
  if (refused === null) return unknown(service, given, askedFor[service.auth])
  return new EstRefused(
    service.auth === 'certificate' || service.auth === 'both' ? 'forbidden' : 'unauthenticated',
    'Your TLS certificate does not let you in here.',
    `The certificate ${given.shown?.certificate.subject.text.slice(0, 200) ?? ''} was refused: ${refused}`
  )
}
