import { expect, test } from 'vitest'
import { ceremonyStep } from '../../../src-shared/model/ceremony.ts'
import { beyondScript, scriptedFacts, usesKey, wantedAnswer } from './step-content.ts'

const step = (fields: object): ReturnType<typeof ceremonyStep.parse> =>
  ceremonyStep.parse({ id: 'one', title: 'One', ...fields })

test('a step that makes, uses or destroys a key is carried out by a second act', () => {
  expect(usesKey(step({ kind: 'generate-key', label: 'k', algorithm: 'P-256' }))).toBe(true)
  expect(usesKey(step({ kind: 'destroy-key', label: 'k' }))).toBe(true)
  expect(usesKey(step({ kind: 'read' }))).toBe(false)
})

test('what the script says of a root is shown before it is signed', () => {
  const root = step({
    kind: 'create-root',
    key: 'key',
    name: 'root',
    subject: 'CN=Root',
    validity: '20y',
    say: 'Now.',
    crl: { life: '180d' },
    keyUsage: ['keyCertSign', 'cRLSign']
  })
  expect(scriptedFacts(root)).toEqual({
    key: 'key',
    name: 'root',
    subject: 'CN=Root',
    validity: '20y',
    crl: 'life: 180d, automatic: false',
    keyUsage: 'keyCertSign, cRLSign'
  })
})

test('of what was found when a step began only that is shown which the script does not say already', () => {
  const series = step({ kind: 'issue-crl', authority: 'root', count: 12, every: '30d' })
  expect(beyondScript(series, { authority: 'root', lastNumber: '4', count: '12' })).toEqual({ lastNumber: '4' })
})

test('a question has its answers, a bag its serial number, a digest on paper its digits', () => {
  expect(wantedAnswer(step({ kind: 'confirm', question: 'Here?', answers: ['yes', 'no'] }))).toEqual({
    choices: ['yes', 'no']
  })
  expect(wantedAnswer(step({ kind: 'record-bag' }))).toEqual({ choices: null })
  expect(wantedAnswer(step({ kind: 'compare-digest', of: 'root' }))).toEqual({ choices: null })
  expect(wantedAnswer(step({ kind: 'compare-digest', of: 'root', against: 'ab' }))).toBeNull()
  expect(wantedAnswer(step({ kind: 'read' }))).toBeNull()
})
