import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { AnswerBundle, AnswerItem, BundleContent } from '../../../src-shared/model/bundle.ts'
import { mutate, random } from '../../testing/mutations.ts'
import { handOver, request, startPair, stick, type AirGapPair } from '../../testing/air-gap-pair.ts'
import { countingRandom } from '../../testing/engine.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { authority, startLife, type Life } from '../../testing/life.ts'
import { acceptBundle } from './accept.ts'
import { answerRequest, handOverRoot } from './answer.ts'
import { readBundle, sealBundle } from './codec.ts'
import { cardOf, ensureIdentity, partyOf, requireIdentity } from './identity.ts'
import { inspectBundle } from './inspect.ts'
import { pairPeer, unpairPeer } from './peers.ts'
import type { MadeBundle } from './request.ts'

let pair: AirGapPair
let asked: MadeBundle
let answer: MadeBundle
beforeAll(async () => {
  pair = await startPair()
  await handOver(pair, 3)
  const { safe, office } = pair
  await authority(office, 'Issuing', { csrOnly: true })
  asked = await request(office, { crls: 3 })
  const { bundleId } = await acceptBundle(safe.ca, { bundle: stick(asked), trustRoot: false }, safe.alice)
  answer = await answerRequest(safe.ca, { request: bundleId, decline: [], declineReason: '' }, safe.alice)
})
afterAll(() => pair.close())

const contentOf = ({ der }: MadeBundle): BundleContent => readBundle(der).content
const take = (life: Life, der: Uint8Array): Promise<unknown> =>
  acceptBundle(life.ca, { bundle: stick({ der }), trustRoot: false }, life.alice)
const rule = (name: string): unknown => expect.objectContaining({ reasons: [expect.objectContaining({ rule: name })] })

/** The safe signs something that it would not make. */
async function forged(change: (content: AnswerBundle) => Partial<AnswerBundle>): Promise<Uint8Array> {
  const content = contentOf(answer)
  if (content.kind !== 'answer') throw new Error('the answer is none')
  return sealBundle(pair.safe.ca, requireIdentity(pair.safe.ca), { ...content, ...change(content) })
}

const items = (content: AnswerBundle, change: (item: AnswerItem) => AnswerItem): Pick<AnswerBundle, 'items'> => ({
  items: content.items.map(change)
})

test('a bundle that is cut off says how much is missing', async () => {
  await expect(take(pair.office, answer.der.subarray(0, 500))).rejects.toThrow(/cut off.*only 500/)
  await expect(take(pair.office, answer.der.subarray(0, 500))).rejects.toEqual(rule('bundle.truncated'))
})

test('every single bit of a bundle is protected', async () => {
  const next = random(7)
  for (let at = 0; at < answer.der.length; at += 1 + next(20)) {
    const der = Uint8Array.from(answer.der)
    der[at] = (der[at] ?? 0) ^ (1 << next(8))
    await expect(take(pair.office, der), `bit of octet ${at}`).rejects.toBeInstanceOf(ChanceryError)
  }
})

test('ten thousand altered bundles are refused, each with a code', async () => {
  const next = random(11)
  const codes = new Map<string, number>()
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  for (let count = 0; count < 10_000; count++) {
    const whole = count % 2 === 0 ? answer.der : asked.der
    let der = mutate(whole, next)
    // A fault may put back what was there.
    while (sameBytes(der, whole)) der = mutate(whole, next)
    const life = count % 2 === 0 ? pair.office : pair.safe
    const refused: unknown = await take(life, der).then(
      () => 'accepted',
      (error: unknown) => error
    )
    if (!(refused instanceof ChanceryError) || refused.code === 'internal')
      throw new Error(`${String(refused)} for ${Buffer.from(der).toString('hex')}`)
    codes.set(refused.code, (codes.get(refused.code) ?? 0) + 1)
  }
  Error.stackTraceLimit = limit
  expect([...codes.keys()].toSorted()).toEqual(['bad-signature', 'malformed', 'refused-by-policy'])
}, 60_000)

test('nothing is taken from somebody with whom nobody paired', async () => {
  const stranger = await startLife({ random: countingRandom('stranger') })
  try {
    const identity = await ensureIdentity(stranger.ca, { name: 'Root safe' }, stranger.alice)
    const der = await sealBundle(stranger.ca, identity, { ...contentOf(answer), sender: partyOf(identity) })
    await expect(take(pair.office, der)).rejects.toEqual(rule('bundle.unknown-sender'))
    expect(await inspectBundle(pair.office.ca, { bundle: stick({ der }) }, pair.office.alice)).toMatchObject({
      acceptable: false,
      peer: null
    })
    const borrowed = await sealBundle(stranger.ca, identity, contentOf(answer))
    await expect(take(pair.office, borrowed)).rejects.toEqual(rule('bundle.other-key'))
  } finally {
    await stranger.close()
  }
})

test('a bundle for somebody else is refused, and one that was made here', async () => {
  const der = await forged(({ recipient }) => ({ recipient: { ...recipient, installation: '0'.repeat(32) } }))
  await expect(take(pair.office, der)).rejects.toEqual(rule('bundle.wrong-recipient'))
  await expect(take(pair.safe, answer.der)).rejects.toEqual(rule('bundle.own'))
})

test('an answer to a request that was never made, or to another of the same number, is refused', async () => {
  const never = await forged(() => ({ number: 50, inReplyTo: { number: 99, sha256: '0'.repeat(64) } }))
  await expect(take(pair.office, never)).rejects.toEqual(rule('bundle.unknown-request'))
  const other = await forged(() => ({ number: 50, inReplyTo: { number: asked.number, sha256: '0'.repeat(64) } }))
  await expect(take(pair.office, other)).rejects.toEqual(rule('bundle.other-request'))
})

test('an object that was exchanged for another is refused by its digest, its key, its number or its days', async () => {
  const wrongDigest = await forged((content) =>
    items(content, (item) => (item.kind === 'crl' ? { ...item, sha256: '0'.repeat(64) } : item))
  )
  await expect(take(pair.office, wrongDigest)).rejects.toEqual(rule('bundle.digest'))
  const wrongKey = await forged((content) => {
    const root = content.items.find(({ kind }) => kind === 'root')
    return items(content, (item) =>
      item.kind === 'certificate' && root?.kind === 'root' ? { ...item, certificate: root.certificate } : item
    )
  })
  await expect(take(pair.office, wrongKey)).rejects.toEqual(rule('bundle.swapped'))
  const notAsked = await forged((content) =>
    items(content, (item) => (item.kind === 'certificate' ? { ...item, item: 'csr-9' } : item))
  )
  await expect(take(pair.office, notAsked)).rejects.toEqual(rule('bundle.swapped'))
  const wrongNumber = await forged((content) =>
    items(content, (item) => (item.kind === 'crl' ? { ...item, number: String(Number(item.number) + 5) } : item))
  )
  await expect(take(pair.office, wrongNumber)).rejects.toEqual(rule('bundle.crl'))
  const early = await forged((content) =>
    items(content, (item) => (item.kind === 'crl' ? { ...item, release: item.release - 1000 } : item))
  )
  await expect(take(pair.office, early)).rejects.toEqual(rule('bundle.crl'))
})

test('CRLs of another root of the same name are refused', async () => {
  const other = await startLife({ random: countingRandom('other') })
  try {
    const root = await authority(other, 'Root R1')
    const identity = await ensureIdentity(other.ca, { name: 'Other safe' }, other.alice)
    const card = Buffer.from(cardOf(requireIdentity(pair.office.ca))).toString()
    const fingerprint = requireIdentity(pair.office.ca).key.spkiSha256
    await pairPeer(other.ca, { card, fingerprint }, other.alice)
    const made = await handOverRoot(
      other.ca,
      { peer: 'Issuing office', authority: root.id, crls: 2, note: '' },
      other.alice
    )
    const foreign = readBundle(made.der).content
    if (foreign.kind !== 'answer') throw new Error('no answer')
    const crls = foreign.items.filter(({ kind }) => kind === 'crl')
    const der = await forged((content) => ({
      items: crls.map((item) => {
        const own = content.items.find(({ kind }) => kind === 'root')
        return item.kind === 'crl' && own?.kind === 'root' ? { ...item, root: own.root } : item
      })
    }))
    await expect(take(pair.office, der)).rejects.toThrow(/does not verify with the key of CN=Root R1/)
    // The same subject with another key cannot be mirrored beside it.
    await pairPeer(
      pair.office.ca,
      { card: Buffer.from(cardOf(identity)).toString(), fingerprint: identity.key.spkiSha256 },
      pair.office.alice
    )
    await expect(
      acceptBundle(pair.office.ca, { bundle: stick(made), trustRoot: true }, pair.office.alice)
    ).rejects.toEqual(rule('bundle.root-is-here'))
    await unpairPeer(pair.office.ca, { peer: 'Other safe' }, pair.office.alice)
    await expect(take(pair.office, made.der)).rejects.toEqual(rule('bundle.unknown-sender'))
  } finally {
    await other.close()
  }
})

test('pairing wants the fingerprint of the other side, as digits or as words', async () => {
  const third = await startLife({ random: countingRandom('third') })
  try {
    const identity = requireIdentity(pair.safe.ca)
    const card = Buffer.from(cardOf(identity)).toString()
    await expect(pairPeer(third.ca, { card }, third.alice)).rejects.toThrow(/Compare first/)
    const wrong = createHash('sha256').update('another').digest('hex')
    await expect(pairPeer(third.ca, { card, fingerprint: wrong }, third.alice)).rejects.toThrow(/another/)
    const { words } = (await pairPeer(third.ca, { card, fingerprint: identity.key.spkiSha256 }, third.alice)).peer
    expect(words).toHaveLength(32)
    const again = await pairPeer(third.ca, { card, fingerprint: words.join(' '), name: 'Safe' }, third.alice)
    expect(again.peer.name).toBe('Safe')
  } finally {
    await third.close()
  }
})

test('what was accepted once is refused the second time, and so is anything older', async () => {
  await take(pair.office, answer.der)
  await expect(take(pair.office, answer.der)).rejects.toThrow(/was accepted on .* already/)
  const sameNumber = await forged(() => ({ note: 'another' }))
  await expect(take(pair.office, sameNumber)).rejects.toEqual(rule('bundle.replayed'))
  const { safe, office, root } = pair
  const wish = { peer: 'Issuing office', authority: root.id, crls: 0, note: '' }
  const first = await handOverRoot(safe.ca, wish, safe.alice)
  const second = await handOverRoot(safe.ca, wish, safe.alice)
  await take(office, second.der)
  await expect(take(office, first.der)).rejects.toEqual(rule('bundle.older'))
  await expect(take(pair.safe, asked.der)).rejects.toEqual(rule('bundle.replayed'))
})
