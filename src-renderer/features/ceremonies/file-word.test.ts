import { expect, test } from 'vitest'
import { attachmentName, fileWord } from './file-word.ts'

const taken = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

test('a person has a file name of plain letters', () => {
  expect(fileWord('Wilma Müller-Őz')).toBe('wilma-mu-ller-o-z')
  expect(fileWord('李')).toBe('person')
})

test('an attachment keeps its name as far as a transcript takes it', () => {
  expect(attachmentName('Room 1 (door).jpg', new Set())).toBe('Room-1-door-.jpg')
  for (const name of ['.hidden', '../../etc/passwd', 'x'.repeat(300), '写真.png', '-', 'a.tar.gz'])
    expect(attachmentName(name, new Set())).toMatch(taken)
})

test('the second file of a name is counted', () => {
  expect(attachmentName('room.jpg', new Set(['room.jpg', 'room-2.jpg']))).toBe('room-3.jpg')
})
