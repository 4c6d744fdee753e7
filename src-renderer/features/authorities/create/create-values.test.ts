import { expect, test } from 'vitest'
import { authorityOperations } from '../../../../src-shared/api/authorities.ts'
import { createInput, createValues, startValues } from './create-values.ts'

const filled = (change: Partial<ReturnType<typeof startValues>>) =>
  createValues.parse({
    ...startValues('', 'Example'),
    name: 'root',
    subject: [{ type: 'CN', value: 'Root' }],
    ...change
  })

test('what the wizard sends for each kind is what the contract takes', () => {
  const { input } = authorityOperations['authority.create']
  const root = createInput(filled({}))
  expect(input.parse(root)).toMatchObject({ subject: 'CN=Root', csrOnly: false, pathLength: null })
  expect(root).not.toHaveProperty('issuer')
  expect(input.parse(createInput(filled({ kind: 'under', issuer: '7' })))).toMatchObject({ issuer: 7 })
  const csr = createInput(filled({ kind: 'csr', issuer: '7' }))
  expect(csr).toMatchObject({ csrOnly: true })
  expect(csr).not.toHaveProperty('issuer')
  expect(root).not.toHaveProperty('crlProfile')
  expect(input.parse(createInput(filled({ crlProfile: '3' })))).toMatchObject({ crlProfile: 3 })
})

test('an empty subject is refused at its first line', () => {
  const result = createValues.safeParse(startValues('', ''))
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toContain('subject.0.value')
})

test('a key on a token is asked for by token and label; one in the vault names neither', () => {
  const { input } = authorityOperations['authority.create']
  const address = 'pkcs11:token=house;serial=1'
  const onToken = createInput(filled({ place: 'token', token: address, keyLabel: 'old root' }))
  expect(input.parse(onToken)).toMatchObject({ token: address, keyLabel: 'old root' })
  expect(createInput(filled({ place: 'token', token: address }))).not.toHaveProperty('keyLabel')
  const inVault = createInput(filled({ token: address, keyLabel: 'old root' }))
  expect(inVault).not.toHaveProperty('token')
  expect(inVault).not.toHaveProperty('place')
})

test('the step of the key is not left without a token where the key is to lie on one', () => {
  const result = createValues.safeParse({ ...startValues('', 'Example'), place: 'token' })
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toContain('token')
  const wanted = startValues('', 'Example', { token: 'pkcs11:serial=1', keyLabel: 'Private key for Digital Signature' })
  expect(wanted).toMatchObject({ place: 'token', token: 'pkcs11:serial=1' })
})
