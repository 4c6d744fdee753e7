import type { Input, OperationName, Output as Answer } from '../../../src-shared/api/index.ts'
import type { LocalPort } from '../../api/port.ts'
import type { Engine } from '../../engine/engine.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { SettableClock } from '../../world/clock.ts'
import { demoCertificates, demoRequests, type DemoCertificate, type DemoRequest } from './demo-data.ts'
import { demoNames } from './demo-names.ts'
import { demoServices } from './demo-services.ts'
import { valueOf } from './operation-command.ts'

/** What the story is told with. */
export interface Stage {
  readonly engine: Engine
  /** @returns a new caller of the same user. */
  readonly port: () => LocalPort
  readonly clock: SettableClock
  /** The real time, where the story ends. */
  readonly now: number
  readonly passphrase: string
  readonly quick: boolean
}

/** Calls an operation in the name of one operator. */
export type Call = <N extends OperationName>(name: N, input: Input<N>) => Promise<Answer<N>>

const day = 86_400_000

/** @returns what was made, counted */
export async function fillDemo(
  stage: Stage,
  signal: AbortSignal
): Promise<{
  operators: string[]
  authorities: number
  profiles: number
  certificates: number
  requestsWaiting: number
}> {
  const caller =
    (port: LocalPort): Call =>
    async (name, input) => {
      if (signal.aborted) throw new ChanceryError('cancelled', 'The demonstration was stopped; delete its folder.')
      // The contract says what the operation of this name answers.
      return valueOf(await port.call(name, input, signal)) as Answer<typeof name>
    }
  const alice = caller(stage.port())
  const bob = caller(stage.port())

  await alice('system.setup', {
    operator: 'alice',
    displayName: 'Alice Marchetti',
    organizationName: 'Harbour Works',
    passphrase: stage.passphrase
  })
  await alice('settings.update', { settings: { publicBaseAddress: 'http://pki.harbour.example' } })
  await alice('operator.create', {
    name: 'bob',
    displayName: 'Bob Okafor',
    roles: ['approver', 'officer'],
    passphrase: stage.passphrase
  })
  await bob('session.sign-in', { operator: 'bob', passphrase: stage.passphrase })
  await stage.engine.markDemo()
  await makeAuthorities(alice)
  await makeProfiles(alice)

  const certificates = stage.quick
    ? demoCertificates.filter((_one, index) => index % 4 === 0 || index < 4)
    : demoCertificates
  const events: readonly StoryEvent[] = [
    ...certificates.flatMap((one) => eventsOf(one, alice, bob)),
    ...demoRequests.map((request) => ({ daysAgo: request.daysAgo, happen: () => ask(request, alice, bob) })),
    ...demoServices(alice, () => stage.clock.now()),
    ...demoNames(alice, () => stage.clock.now()),
    {
      daysAgo: 1,
      happen: async () => {
        await bob('session.sign-in', { operator: 'bob', passphrase: stage.passphrase })
      }
    }
  ]
  const timed = events.map((event, index) => ({ event, at: momentOf(event.daysAgo, index, stage.now) }))
  for (const { event, at } of timed.toSorted((a, b) => a.at - b.at)) {
    // Row ids rise with time, as they do where nobody turns the clock.
    stage.clock.set(Math.max(at, stage.clock.now() + 60_000))
    await event.happen()
  }
  stage.clock.set(stage.now)
  await alice('session.sign-in', { operator: 'alice', passphrase: stage.passphrase })
  await alice('crl.issue', { authority: 'Harbour Issuing' })
  // The root's key lies in the cellar: its next CRLs were signed ahead, and wait for their days.
  await alice('crl.series', { authority: 'Harbour Root', count: 4 })
  await alice('authority.set-key-online', { authority: 'Harbour Root', online: false })
  await alice('backup.create', { name: 'first-backup', backupPassphrase: stage.passphrase })
  const { total } = await alice('certificate.list', { limit: 1 })
  const { rows } = await alice('request.list', { state: ['pending-approval'], limit: 100 })
  return {
    operators: ['alice', 'bob'],
    authorities: 2,
    profiles: 7,
    certificates: total ?? certificates.length,
    requestsWaiting: rows.length
  }
}

async function makeAuthorities(alice: Call): Promise<void> {
  await alice('authority.create', {
    name: 'Harbour Root',
    subject: 'CN=Harbour Works Root CA,O=Harbour Works,C=IT',
    key: 'P-384',
    validity: '20y'
  })
  await alice('authority.create', {
    name: 'Harbour Issuing',
    issuer: 'Harbour Root',
    subject: 'CN=Harbour Works Issuing CA 1,O=Harbour Works,C=IT',
    key: 'P-256',
    validity: '6y',
    pathLength: 0,
    settings: { crl: { life: '7d', overlap: '1d', deltaLife: '2d' } }
  })
}

async function makeProfiles(alice: Call): Promise<void> {
  const wanted = [
    ['Web server', 'tls-server', 'one'],
    ['Service client', 'tls-client', 'auto'],
    ['Mail', 'smime', 'one'],
    ['Code signing', 'code-signing', 'two'],
    ['Device', 'device', 'auto']
  ] as const
  for (const [name, starter, approval] of wanted)
    await alice('profile.create', { name, starter, authority: 'Harbour Issuing', approval })
}

/** @returns when it happened: somewhere in the working hours of that day (UTC), the same for the same place in the story */
function momentOf(daysAgo: number, index: number, now: number): number {
  const minutes = (index * 97) % 480
  if (daysAgo === 0) return now - (10 + (minutes % 60)) * 60_000
  return Math.floor((now - daysAgo * day) / day) * day + (8 * 60 + minutes) * 60_000
}

/** Something that happens on a day of the story. */
export interface StoryEvent {
  readonly daysAgo: number
  readonly happen: () => Promise<void>
}

/** A certificate's life as things that happen on days: it is asked for, approved, and then what became of it. */
function eventsOf(one: DemoCertificate, alice: Call, bob: Call): readonly StoryEvent[] {
  let id = 0
  const issued: StoryEvent = {
    daysAgo: one.daysAgo,
    happen: async () => {
      const outcome = await alice('request.submit', { profile: one.profile, keyAlgorithm: one.key, asked: one.asked })
      id = outcome.certificateId ?? (await approve(outcome.request.id, bob))
    }
  }
  const { fate } = one
  if (fate === undefined) return [issued]
  return [
    issued,
    {
      daysAgo: fate.daysAgo,
      happen: async () => {
        if (fate.kind === 'revoked') await bob('certificate.revoke', { id, reason: fate.reason, comment: fate.comment })
        else if (fate.kind === 'suspended') await bob('certificate.suspend', { id, comment: fate.comment })
        else {
          const { requestId, certificateId } = await bob('certificate.reissue', { id, asked: fate.asked })
          if (certificateId === null) await approve(requestId, alice)
        }
      }
    }
  ]
}

/** Sends a request that waits for an approver, and lets one decide where the story says so. */
async function ask(request: DemoRequest, alice: Call, bob: Call): Promise<void> {
  const { request: made } = await alice('request.submit', {
    profile: request.profile,
    keyAlgorithm: 'P-256',
    asked: request.asked,
    note: request.note
  })
  if (request.outcome === 'decline')
    await bob('request.decline', { id: made.id, reason: 'The name belongs to another department.' })
  if (request.outcome === 'approve')
    await bob('request.approve', { id: made.id, comment: 'Checked with the build team.' })
}

async function approve(requestId: number, by: Call): Promise<number> {
  const { certificateId } = await by('request.approve', { id: requestId, comment: '' })
  if (certificateId === null)
    throw new ChanceryError('internal', `Request ${requestId} was approved and gave no certificate.`)
  return certificateId
}
