import { expect, test } from 'vitest'
import { wantingProof } from './wanting-proof.ts'

const domain = { kind: 'domain', subject: 'a.example.test' } as const
const seen = { kind: 'mpic', subject: 'a.example.test' } as const

test('a name without a proof is to be proven', () => {
  expect(wantingProof([{ ...domain, outcome: 'failed' }], { mpic: 'none' })).toEqual({
    subject: 'a.example.test',
    again: false
  })
})

test('a proof that nobody else saw is to be made again where the profile wants others to look', () => {
  const proofs = [
    { ...domain, outcome: 'verified' },
    { ...seen, outcome: 'not-performed' }
  ] as const
  expect(wantingProof(proofs, { mpic: 'required' })).toEqual({ subject: 'a.example.test', again: true })
  expect(wantingProof(proofs, { mpic: 'none' })).toBeUndefined()
})

test('what stands and was seen by others needs nothing', () => {
  const proofs = [
    { ...domain, outcome: 'verified' },
    { ...seen, outcome: 'verified' }
  ] as const
  expect(wantingProof(proofs, { mpic: 'required' })).toBeUndefined()
})
