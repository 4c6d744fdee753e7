import { expect, test } from 'vitest'
import { yubiKeyOperations } from '../../../../src-shared/api/yubikey.ts'
import { algorithmsFor, askedOf, keyInput, startValues, stepsFor, wizardValues } from './wizard-values.ts'

const pin = '918273'

test('a YubiKey from the factory is set up before anything else; a person is asked for one step later', () => {
  expect(stepsFor('authority', true)).toEqual(['ready', 'use', 'slot', 'key', 'review'])
  expect(stepsFor('person', false)).toEqual(['use', 'slot', 'key', 'person', 'review'])
})

test('what the wizard sends is what the contract takes, once the PIN is added', () => {
  const values = wizardValues.parse(startValues(null))
  const { input } = yubiKeyOperations['yubikey.generate']
  expect(input.parse({ ...keyInput(12_345_678, values), pin })).toMatchObject({ slot: '9c', pinPolicy: 'always' })
  const person = { ...values, use: 'person' as const, profile: '3', name: ' Berta ', email: '', upn: 'b@example.test' }
  const enrol = yubiKeyOperations['yubikey.enrol'].input
  expect(enrol.parse({ ...keyInput(1, person), pin, profile: 3, asked: askedOf(person), note: '' }).asked).toEqual({
    subject: [{ type: 'CN', value: 'Berta' }],
    alternativeNames: [{ type: 'upn', value: 'b@example.test' }]
  })
})

test('a person needs a profile and a name, an authority neither', () => {
  const paths = (use: 'authority' | 'person'): string[] =>
    wizardValues.safeParse({ ...startValues('9a'), use }).error?.issues.map(({ path }) => path.join('.')) ?? []
  expect(paths('authority')).toEqual([])
  expect(paths('person')).toEqual(['profile', 'name'])
})

test('an authority gets no key that cannot sign through PKCS#11', () => {
  const made = ['P-256', 'P-384', 'Ed25519'] as const
  expect(algorithmsFor('authority', made)).toEqual(['P-256', 'P-384'])
  expect(algorithmsFor('person', made)).toEqual(made)
})
