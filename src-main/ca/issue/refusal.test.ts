import { expect, test } from 'vitest'
import { refusal } from './refusal.ts'

const reason = (message: string): { where: string; rule: string; message: string } => ({
  where: 'names',
  rule: 'a',
  message
})

test('a refusal says its first reason and how many more there are', () => {
  expect(refusal([reason('One.')]).message).toBe('One.')
  expect(refusal([reason('One.'), reason('Two.')]).message).toBe('One. There is 1 more reason.')
  expect(refusal([reason('One.'), reason('Two.'), reason('Three.')]).message).toBe('One. There are 2 more reasons.')
})
