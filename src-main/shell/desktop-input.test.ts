import { expect, test } from 'vitest'
import { parseFileToSave, parseFullScreen, parseTheme } from './desktop-input.ts'

test('a file to save keeps its bytes', () => {
  const { name, bytes } = parseFileToSave({ name: 'web chain.pem', base64: 'AAEC/w==' })
  expect(name).toBe('web chain.pem')
  expect([...bytes]).toEqual([0, 1, 2, 255])
})

test.each([
  ['a path', { name: '../web.pem', base64: '' }],
  ['a Windows path', { name: 'C:\\web.pem', base64: '' }],
  ['a hidden file', { name: '.profile', base64: '' }],
  ['a line end in the name', { name: 'a\nb', base64: '' }],
  ['no name', { base64: '' }],
  ['bytes that are not base64', { name: 'a.pem', base64: '!!' }],
  ['a field too many', { name: 'a.pem', base64: '', path: '/etc' }],
  ['no object', 'a.pem']
])('%s is refused', (_case, input) => {
  expect(() => parseFileToSave(input)).toThrow(expect.objectContaining({ code: 'malformed' }))
})

test('the theme is one of three', () => {
  expect(parseTheme({ theme: 'dark' })).toBe('dark')
  expect(() => parseTheme({ theme: 'pink' })).toThrow(expect.objectContaining({ code: 'malformed' }))
})

test('the window fills the screen or it does not', () => {
  expect(parseFullScreen({ full: true })).toBe(true)
  expect(() => parseFullScreen({ full: 'yes' })).toThrow(expect.objectContaining({ code: 'malformed' }))
  expect(() => parseFullScreen({ full: true, display: 2 })).toThrow(expect.objectContaining({ code: 'malformed' }))
})
