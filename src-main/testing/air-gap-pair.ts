import type { AuthorityView } from '../../src-shared/api/authorities.ts'
import { newAuthoritySettings } from '../../src-shared/model/authority.ts'
import { acceptBundle } from '../ca/air-gap/accept.ts'
import { answerRequest, handOverRoot } from '../ca/air-gap/answer.ts'
import { cardOf, ensureIdentity } from '../ca/air-gap/identity.ts'
import { pairPeer } from '../ca/air-gap/peers.ts'
import { createRequest, type MadeBundle, type RequestWish } from '../ca/air-gap/request.ts'
import type { CaContext } from '../ca/context.ts'
import { releaseDueCrls } from '../ca/crl/release.ts'
import { countingRandom } from './engine.ts'
import { authority, startLife, type Life } from './life.ts'

/** An installation with the root's key and one without it; nothing but bytes goes from one to the other. */
export interface AirGapPair {
  readonly safe: Life
  readonly office: Life
  readonly root: AuthorityView
  readonly close: () => Promise<void>
}

/** What a person would carry on a stick. */
export const stick = (made: Pick<MadeBundle, 'der'>): string => Buffer.from(made.der).toString('base64')

/** @returns two paired installations; the safe has a root, which is not handed over yet */
export async function startPair(
  crl: { life: string; overlap: string } = { life: '30d', overlap: '5d' }
): Promise<AirGapPair> {
  const safe = await startLife({ random: countingRandom('safe') })
  const office = await startLife({ random: countingRandom('office') })
  const root = await authority(safe, 'Root R1', {
    settings: newAuthoritySettings.parse({ addresses: { crl: ['http://pki.example.test/root.crl'] }, crl })
  })
  const cards = [await card(safe, 'Root safe'), await card(office, 'Issuing office')] as const
  await pair(office, cards[0])
  await pair(safe, cards[1])
  return {
    safe,
    office,
    root,
    close: async () => {
      await safe.close()
      await office.close()
    }
  }
}

async function card(life: Life, name: string): Promise<{ text: string; fingerprint: string }> {
  const identity = await ensureIdentity(life.ca, { name }, life.alice)
  return { text: Buffer.from(cardOf(identity)).toString('utf8'), fingerprint: identity.key.spkiSha256 }
}

function pair(life: Life, { text, fingerprint }: { text: string; fingerprint: string }): Promise<unknown> {
  return pairPeer(life.ca, { card: text, fingerprint }, life.alice)
}

/** Hands the root over, so that the office mirrors it. */
export async function handOver({ safe, office, root }: AirGapPair, crls = 12): Promise<void> {
  const made = await handOverRoot(safe.ca, { peer: 'Issuing office', authority: root.id, crls, note: '' }, safe.alice)
  await acceptBundle(office.ca, { bundle: stick(made), trustRoot: true }, office.alice)
}

/** @returns a request of the office; fields that are not given have the values that the contract gives them */
export function request(life: Life, change: Partial<RequestWish> = {}): Promise<MadeBundle> {
  return createRequest(
    life.ca,
    { peer: 'Root safe', authorities: [], within: '90d', due: true, ocsp: false, reason: 'yearly visit', ...change },
    life.alice
  )
}

/** The visit: the request goes in, the answer comes out. */
export async function visit({ safe, office }: AirGapPair, asked: MadeBundle): Promise<MadeBundle> {
  const { bundleId } = await acceptBundle(safe.ca, { bundle: stick(asked), trustRoot: false }, safe.alice)
  const answer = await answerRequest(safe.ca, { request: bundleId, decline: [], declineReason: '' }, safe.alice, [
    'ca-administrator'
  ])
  await acceptBundle(office.ca, { bundle: stick(answer), trustRoot: false }, office.alice)
  return answer
}

/** Moves both clocks; the office does what comes round by itself. */
export async function goTo({ safe, office }: AirGapPair, unixMs: number): Promise<void> {
  safe.clock.set(unixMs)
  office.clock.set(unixMs)
  await release(office.ca)
}

function release(ca: CaContext): Promise<unknown> {
  return releaseDueCrls(ca, { operatorId: null, name: 'Chancery', channel: 'engine' })
}
