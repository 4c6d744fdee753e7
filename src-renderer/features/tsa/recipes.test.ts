import { expect, test } from 'vitest'
import { recipeOf, recipeTools } from './recipes.ts'

test('every recipe names the address of the service', () => {
  for (const tool of recipeTools) expect(recipeOf(tool, 'http://pki.example.test/tsa/stamp')).toContain('/tsa/stamp')
  expect(recipeOf('adobe', 'http://pki.example.test/tsa/stamp')).toBe('http://pki.example.test/tsa/stamp')
})
