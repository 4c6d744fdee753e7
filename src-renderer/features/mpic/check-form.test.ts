import { expect, test } from 'vitest'
import { checkForm } from './check-form.ts'

const filled = {
  name: 'www.example.test',
  method: 'caa' as const,
  authority: null,
  identity: [],
  value: 'left over',
  label: '_pki-validation',
  path: 'left-over.txt'
}

test('only the fields of the method are sent', () => {
  expect(checkForm.parse(filled)).not.toHaveProperty('value')
  expect(checkForm.parse({ ...filled, authority: '3' })).toMatchObject({ method: 'caa', authority: 3, identity: [] })
  expect(checkForm.parse({ ...filled, method: 'dns-01' })).not.toHaveProperty('path')
  expect(checkForm.parse({ ...filled, method: 'file' })).toMatchObject({ value: 'left over', path: 'left-over.txt' })
})

test('a path or label that the engine would refuse is refused beside its field', () => {
  const refused = checkForm.safeParse({ ...filled, method: 'file', path: '../etc/passwd' })
  expect(refused.error?.issues[0]).toMatchObject({ path: ['path'] })
  expect(checkForm.safeParse({ ...filled, method: 'txt', label: 'no underscore' }).success).toBe(false)
})
