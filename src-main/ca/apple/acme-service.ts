import type { ParsedInput } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { deviceIdentifier, mostAttestedDevices } from '../../../src-shared/model/acme.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import { getAcmeServiceByName, type AcmeServiceRow } from '../../store/acme.ts'
import type { Reader } from '../../store/connection.ts'
import { getScepServiceByName } from '../../store/scep.ts'
import { reader } from '../../store/store.ts'
import { acmeServiceView, acmeSettingsOf, requireAcmeService } from '../acme/service-view.ts'
import { updateAcmeService } from '../acme/services.ts'
import { strangeName } from '../attestation/device-names.ts'
import type { CaContext } from '../context.ts'
import { requireProfileRow } from '../profiles/find.ts'

type Asked = Pick<
  ParsedInput<'apple.file'>,
  'service' | 'acmeService' | 'clientIdentifier' | 'names' | 'subject' | 'attest' | 'hardwareBound'
>

/** An ACME service of ours by which a device can enrol. */
export interface PlannedAcme {
  readonly row: AcmeServiceRow
  readonly authorityId: number
  readonly directory: string
  readonly device: string
  readonly subject: readonly SubjectEntry[]
}

/**
 * @returns the ACME service that is meant: the one that is named so, or one that goes by the name of a service where no
 *   SCEP service does; null where neither is
 * @throws ChanceryError `not-found`, `invalid-input` where both kinds have a service of that name
 */
export function acmeServiceMeant(from: Reader, { service, acmeService }: Asked): AcmeServiceRow | null {
  if (acmeService !== undefined) return requireAcmeService(from, acmeService)
  const named = typeof service === 'string' ? getAcmeServiceByName(from, service) : undefined
  if (named === undefined || typeof service !== 'string') return null
  const scep = getScepServiceByName(from, service)
  if (scep === undefined || scep.state === 'deleted') return named
  throw new ChanceryError(
    'invalid-input',
    `There is a SCEP service and an ACME service named ${service}. Say --acme-service ${service}, or the number of the SCEP service.`
  )
}

/**
 * Looks at everything that could be in the way of a device that enrols by an ACME service of ours.
 * @param reached addresses under which this engine serves HTTPS
 * @throws ChanceryError `conflict`, `invalid-input`, `not-ready`
 */
export function planAcme(ca: CaContext, row: AcmeServiceRow, asked: Asked, reached: readonly string[]): PlannedAcme {
  const from = reader(ca.store)
  requireForApple(row)
  const { directory, missing } = acmeServiceView(from, row, reached)
  if (directory === null || !directory.startsWith('https:'))
    throw new ChanceryError(
      'not-ready',
      missing ?? `Apple devices speak ACME over HTTPS alone, and the directory of ${row.name} is not.`
    )
  const device = deviceOf(asked)
  const { attest, hardwareBound, names } = asked
  if (!attest || !hardwareBound)
    throw new ChanceryError(
      'invalid-input',
      `The service ${row.name} certifies attested keys only: leave --attest and --hardware-bound on.`
    )
  const common: readonly SubjectEntry[] = asked.subject.some(({ type }) => type === 'CN')
    ? []
    : [{ type: 'CN', value: device }]
  const subject = [...common, ...asked.subject]
  const strange = strangeName(device, { subject, alternativeNames: names })
  if (strange !== null)
    throw new ChanceryError(
      'invalid-input',
      `A certificate of this way names the device ${device} and nothing else; it cannot have ${strange}.`
    )
  const { authorityId, name } = requireProfileRow(from, row.profileId)
  if (authorityId === null) throw new ChanceryError('not-ready', `The profile ${name} is bound to no authority.`)
  return { row, authorityId, directory, device, subject }
}

function requireForApple(row: AcmeServiceRow): void {
  const { challenges, attestationFormats } = acmeSettingsOf(row)
  const refuse = (message: string): never => {
    throw new ChanceryError('conflict', `The service ${row.name} ${message}`)
  }
  if (row.state !== 'enabled') refuse('is disabled. Start it first: acme disable --no-disabled.')
  if (!challenges.includes('device-attest-01') || !attestationFormats.includes('apple'))
    refuse(
      'takes no attestations of Apple devices. Add them first: acme update --settings.challenges device-attest-01 --settings.attestation-formats apple.'
    )
  if (row.eab !== 'none')
    refuse(
      'wants an EAB credential, which no configuration profile can give a device. Change it first: acme update --eab none.'
    )
}

function deviceOf({ clientIdentifier }: Asked): string {
  const read = deviceIdentifier.safeParse(clientIdentifier)
  if (read.success) return read.data
  throw new ChanceryError(
    'invalid-input',
    clientIdentifier === undefined
      ? 'Give the serial number or UDID of the device as --client-identifier: that is what it attests.'
      : `"${clientIdentifier}" is no serial number and no UDID, and that is what a device attests.`
  )
}

/** Puts the device on the list of its service, where the service has one and the device is not on it. @throws ChanceryError `conflict` */
export async function listDevice(
  ca: CaContext,
  { row, device }: PlannedAcme,
  actor: Actor,
  reached: readonly string[]
): Promise<void> {
  const { attestedDevices, devices } = acmeSettingsOf(row)
  if (attestedDevices === 'any' || devices.includes(device)) return
  if (devices.length >= mostAttestedDevices)
    throw new ChanceryError(
      'conflict',
      `The service ${row.name} has ${devices.length} devices on its list, and more do not fit. Take some off, or make another service.`
    )
  const service: Ref = row.id
  await updateAcmeService(
    ca,
    { service, settings: { devices: [...devices, device] }, version: row.version },
    actor,
    reached
  )
}
