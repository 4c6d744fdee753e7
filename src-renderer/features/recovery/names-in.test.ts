import { expect, test } from 'vitest'
import { namesIn } from './names-in.ts'

test('names are told apart by commas, semicolons and line ends, and keep their blanks', () => {
  expect(namesIn(' Zoe Witness, Ann;Ben\n\nCem ,')).toEqual(['Zoe Witness', 'Ann', 'Ben', 'Cem'])
  expect(namesIn('')).toEqual([])
})
