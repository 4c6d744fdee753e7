import type { ParsedInput } from '../../../src-shared/api/index.ts'
import type { MadeClaimLink } from '../../../src-shared/api/claims.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { ScepServiceRow } from '../../store/scep.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { requireAuthority } from '../authorities/find.ts'
import { fileName } from '../certificates/file-name.ts'
import { appleContent, type AppleContent } from '../claims/content.ts'
import { makeLink, publicAddress } from '../claims/links.ts'
import type { CaContext } from '../context.ts'
import { requireChoosable } from '../profiles/bound-validity.ts'
import { requireProfile, requireProfileRow } from '../profiles/find.ts'
import { addSecret } from '../scep/challenges.ts'
import { scepSettingsOf } from '../scep/settings.ts'
import { requireScepService, scepPath } from '../scep/view.ts'
import { acmeServiceMeant, listDevice, planAcme } from './acme-service.ts'
import { authorityChain, buildProfile, PROFILE_TYPE } from './build.ts'
import { presentSigner } from './signer.ts'

type Wanted = ParsedInput<'apple.file'> & { readonly language?: 'en' | 'de' }

/** A profile that can be made: everything that could be in the way has been looked at. */
interface Planned {
  readonly content: AppleContent
  readonly authorityId: number
  readonly service: ScepServiceRow | null
  readonly warnings: readonly string[]
}

/**
 * Makes the link to a configuration profile. Its secret is made when the profile is taken, so that no row ever holds one.
 * @throws ChanceryError `not-found`, `invalid-input`, `conflict` for a service without one-time secrets, `not-ready`
 */
export async function createAppleLink(
  ca: CaContext,
  input: ParsedInput<'apple.create'>,
  actor: Actor,
  reached: readonly string[],
  signal: AbortSignal
): Promise<MadeClaimLink> {
  const { content, authorityId, service, warnings } = await plan(ca, input, actor, reached)
  const { device, person } = input
  const kind = service === null ? 'apple-acme' : 'apple-scep'
  const row = { kind, platform: 'apple', device, person, content, authorityId, requestId: null, keyId: null } as const
  const made = await makeLink(ca, { ...row, serviceId: service?.id ?? null }, input, actor, reached, signal)
  return { ...made, warnings: [...warnings, ...made.warnings] }
}

/** Makes the profile itself, for a cable or a management tool. @throws as `createAppleLink` */
export async function appleFile(
  ca: CaContext,
  input: ParsedInput<'apple.file'>,
  actor: Actor,
  reached: readonly string[]
): Promise<{ file: ProducedFile; warnings: string[] }> {
  const { content, authorityId, service, warnings } = await plan(ca, input, actor, reached)
  const { device } = input
  const challenge = await transaction(ca.store, (tx) => {
    recordAudit(tx, ca, {
      actor,
      operation: 'apple.file',
      object: { kind: 'authority', id: authorityId },
      outcome: 'ok',
      detail: { device, url: content.url, names: content.names, subject: content.subject }
    })
    if (service === null) return ''
    const { names, subject, validity = null } = content
    const bound = { label: device, names, subject, validity, device: null, minutes: undefined }
    const wanted = { kind: 'one-time', ...bound } as const
    return addSecret(tx, ca, service, scepSettingsOf(service), wanted, actor).secret
  })
  const bytes = await buildProfile(
    ca,
    { authorityId, device, serviceName: service?.name ?? '', content, challenge },
    actor
  )
  const file = {
    name: fileName(`CN=${device}`, 'mobileconfig'),
    mediaType: PROFILE_TYPE,
    base64: Buffer.from(bytes).toString('base64')
  }
  return { file, warnings: [...warnings] }
}

async function plan(ca: CaContext, input: Wanted, actor: Actor, reached: readonly string[]): Promise<Planned> {
  const { device, names, keySize, retries, retryDelay, wifi, hardwareBound, attest, language = 'en' } = input
  const ways = [input.service, input.acmeService, input.directory].filter((way) => way !== undefined)
  if (ways.length !== 1)
    throw new ChanceryError(
      'invalid-input',
      'Name one way: a service (--service, or --acme-service), or the directory of an ACME server (--directory).'
    )
  const from = reader(ca.store)
  const meant = acmeServiceMeant(from, input)
  const acme = meant === null ? null : planAcme(ca, meant, input, reached)
  const service = acme !== null || input.service === undefined ? null : requireScepService(from, input.service)
  const authorityId = acme?.authorityId ?? (service === null ? outsideAuthority(ca, input) : authorityOf(ca, service))
  if (input.validity !== undefined) requireValidity(ca, service, input.validity)
  const subject = input.subject.length > 0 ? input.subject : [{ type: 'CN', value: device }]
  const clientIdentifier = acme?.device ?? input.clientIdentifier ?? device
  const content = appleContent.parse({
    names,
    subject: acme?.subject ?? subject,
    language,
    keySize,
    retries,
    retryDelay,
    ...(wifi === undefined ? {} : { wifi }),
    ...(input.validity === undefined ? {} : { validity: input.validity }),
    url: acme?.directory ?? (service === null ? input.directory : publicAddress(ca, scepPath(service.name), reached)),
    acme:
      service === null
        ? { clientIdentifier, hardwareBound, attest, ...(acme === null ? {} : { serviceId: acme.row.id }) }
        : null
  })
  authorityChain(from, authorityId)
  await presentSigner(ca, authorityId, actor)
  if (acme !== null) await listDevice(ca, acme, actor, reached)
  return { content, authorityId, service, warnings: input.directory === undefined ? [] : [outsideWarning] }
}

/** @throws ChanceryError `invalid-input` */
function requireValidity(ca: CaContext, service: ScepServiceRow | null, validity: string): void {
  if (service === null)
    throw new ChanceryError(
      'invalid-input',
      'Only the one-time secret of a SCEP service can bind the validity; by ACME the certificate holds as its profile says. Leave --validity out.'
    )
  requireChoosable(requireProfile(reader(ca.store), service.profileId), validity, ca.clock.now())
}

const outsideWarning =
  'Apple devices ask an ACME server for the challenge device-attest-01: the directory has to be that of a server that offers it.'

function authorityOf(ca: CaContext, service: ScepServiceRow): number {
  if (service.state !== 'enabled')
    throw new ChanceryError('conflict', `The service ${service.name} is disabled. Start it first: scep enable.`)
  if (!scepSettingsOf(service).methods.includes('one-time'))
    throw new ChanceryError(
      'conflict',
      `The service ${service.name} takes no one-time secrets. Add them first: scep update --challenge one-time.`
    )
  const { authorityId, name } = requireProfileRow(reader(ca.store), service.profileId)
  if (authorityId !== null) return authorityId
  throw new ChanceryError('not-ready', `The profile ${name} is bound to no authority.`)
}

function outsideAuthority(ca: CaContext, { authority }: Wanted): number {
  if (authority !== undefined) return requireAuthority(reader(ca.store), authority).id
  throw new ChanceryError(
    'invalid-input',
    'Name the authority that signs the profile and that is trusted (--authority).'
  )
}
