import { expect, test } from 'vitest'
import { isTyping, matchesShortcut, shortcutText } from './action.ts'

const press = (key: string, held: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, ...held })

test('a letter matches without modifiers only, Ctrl or Cmd stands for mod', () => {
  expect(matchesShortcut('a', press('a'))).toBe(true)
  expect(matchesShortcut('a', press('a', { ctrlKey: true }))).toBe(false)
  expect(matchesShortcut('mod+k', press('k', { metaKey: true }))).toBe(true)
  expect(matchesShortcut('mod+k', press('K', { ctrlKey: true }))).toBe(true)
  expect(matchesShortcut('mod+k', press('k'))).toBe(false)
  expect(matchesShortcut('a', press('a', { altKey: true }))).toBe(false)
})

test('letters are text in fields and inside dialogs, and keys elsewhere', () => {
  document.body.innerHTML =
    '<input id="t"><input id="c" type="checkbox"><p id="p"></p><div role="dialog" aria-modal="true"><button id="b"></button></div>'
  expect(isTyping(document.getElementById('t'))).toBe(true)
  expect(isTyping(document.getElementById('c'))).toBe(false)
  expect(isTyping(document.getElementById('p'))).toBe(false)
  expect(isTyping(document.getElementById('b'))).toBe(true)
})

test('shortcuts read as the platform writes them', () => {
  expect(shortcutText('mod+k', false)).toBe('Ctrl K')
  expect(shortcutText('mod+k', true)).toBe('⌘ K')
  expect(shortcutText('a', false)).toBe('A')
})
