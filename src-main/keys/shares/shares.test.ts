import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { MasterKey } from '../master-key.ts'
import { divide, fingerprintText, join, shareLimits, type ShareSet } from './share-set.ts'
import { openShareSlot, shareSlot } from './share-slot.ts'
import { bytesOfWords, cardBytes, cardWords, wordsOf } from './share-words.ts'

const expectedOf = (set: ShareSet): { setId: string; threshold: number; marks: ShareSet['cards'] } => ({
  setId: set.setId,
  threshold: set.threshold,
  marks: set.cards
})
const textsOf = (set: ShareSet, numbers: readonly number[]): string[] =>
  numbers.map((number) => set.cards[number - 1]?.words.join(' ') ?? '')

test('any k of n shares give the secret back, and k - 1 are told what is missing', async () => {
  const wishes = fc.integer({ min: shareLimits.fewest, max: shareLimits.most }).chain((total) =>
    fc.record({
      total: fc.constant(total),
      threshold: fc.integer({ min: shareLimits.fewest, max: total }),
      order: fc.shuffledSubarray(
        Array.from({ length: total }, (_one, index) => index + 1),
        { minLength: total }
      ),
      secret: fc.uint8Array({ minLength: 20, maxLength: 20 })
    })
  )
  await fc.assert(
    fc.asyncProperty(wishes, async ({ total, threshold, order, secret }) => {
      const set = await divide(secret, total, threshold)
      const enough = await join(textsOf(set, order.slice(0, threshold)), expectedOf(set))
      expect(Buffer.from(enough.secret)).toEqual(Buffer.from(secret))
      expect(enough.numbers).toEqual(order.slice(0, threshold))
      await expect(join(textsOf(set, order.slice(0, threshold - 1)), expectedOf(set))).rejects.toThrow(
        `${threshold} shares are needed and ${threshold - 1} ${threshold === 2 ? 'is' : 'are'} here: 1 more is missing.`
      )
    }),
    { seed: 20_261_120, numRuns: 60 }
  )
})

test.each([
  [1, 1],
  [3, 1],
  [2, 3],
  [17, 3],
  [3, 2.5]
])('a set of %i with %d needed is refused', async (total, threshold) => {
  await expect(divide(new Uint8Array(randomBytes(20)), total, threshold)).rejects.toMatchObject({
    code: 'invalid-input'
  })
})

test('a card is 23 words that give its bytes back, also in capitals, numbered, or by four letters', () => {
  const bytes = Uint8Array.from({ length: cardBytes }, (_byte, index) => index * 7)
  const words = wordsOf(bytes)
  expect(words).toHaveLength(cardWords)
  expect(words.every((word) => wordlist.includes(word))).toBe(true)
  const forms = [
    words.join(' '),
    words.join('\n').toUpperCase(),
    words.map((word, index) => `${index + 1}. ${word}`).join(', '),
    words.map((word) => word.slice(0, 4)).join(' '),
    `chancery-share:${words.join(' ')}`
  ]
  for (const form of forms) expect(bytesOfWords(form)).toEqual(bytes)
})

test('a word that does not exist, a word too few and another word are each named', () => {
  const words = [...wordsOf(new Uint8Array(cardBytes).fill(9))]
  expect(() => bytesOfWords(words.with(4, 'chancery').join(' '))).toThrow(
    'Word 5 of the share, "chancery", is not in the list of words.'
  )
  expect(() => bytesOfWords(words.slice(1).join(' '))).toThrow('A share has 23 words; these are 22.')
  const other = words[6] === 'zoo' ? 'abandon' : 'zoo'
  expect(() => bytesOfWords(words.with(6, other).join(' '))).toThrow(`word 7, "${other}", is probably another one`)
})

test('a share of another set, a forged share and one share twice each have their own words', async () => {
  const set = await divide(new Uint8Array(randomBytes(20)), 3, 2)
  const other = await divide(new Uint8Array(randomBytes(20)), 3, 2)
  const [one = '', two = ''] = textsOf(set, [1, 2])
  await expect(join([one, ...textsOf(other, [2])], expectedOf(set))).rejects.toThrow(
    `Share 2 of those entered belongs to the set ${fingerprintText(other.setId)}. The set that is in force is ${fingerprintText(set.setId)}`
  )
  await expect(join([one, one], expectedOf(set))).rejects.toThrow('Share number 1 was entered twice')
  const forged = bytesOfWords(two)
  forged[20] = (forged[20] ?? 0) ^ 1
  await expect(join([one, wordsOf(forged).join(' ')], expectedOf(set))).rejects.toThrow(
    'Share 2 of those entered says that it is number 2 of this set, but it is not the card that was made.'
  )
})

test('shares open the slot of their vault, and no other', async () => {
  const master = MasterKey.generate()
  const { set, slot } = await shareSlot(master, 'vault-a', { total: 5, threshold: 3 })
  const opened = await openShareSlot(slot, 'vault-a', expectedOf(set), textsOf(set, [5, 1, 3]))
  expect(Buffer.from(opened.master.derive('vault-a', 'secret'))).toEqual(
    Buffer.from(master.derive('vault-a', 'secret'))
  )
  await expect(openShareSlot(slot, 'vault-b', expectedOf(set), textsOf(set, [1, 2, 3]))).rejects.toMatchObject({
    code: 'damaged'
  })
  const bent = Uint8Array.from(slot.wrapped)
  bent[10] = (bent[10] ?? 0) ^ 1
  await expect(
    openShareSlot({ ...slot, wrapped: bent }, 'vault-a', expectedOf(set), textsOf(set, [1, 2, 3]))
  ).rejects.toMatchObject({ code: 'damaged' })
})
