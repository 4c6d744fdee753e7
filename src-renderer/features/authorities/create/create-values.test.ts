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
})

test('an empty subject is refused at its first line', () => {
  const result = createValues.safeParse(startValues('', ''))
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toContain('subject.0.value')
})
