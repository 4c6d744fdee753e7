import { expect, test } from 'vitest'
import { flatFields } from './input-fields.tsx'
import { readSignature } from './proposal-dialogs.tsx'

test('an input is shown as paths and texts, lists of values in one line, nothing left out', () => {
  expect(
    flatFields({
      name: 'root',
      settings: { crl: { life: '7d' } },
      ids: [1, 2],
      names: [{ type: 'dns', value: 'a' }],
      on: false
    })
  ).toEqual([
    ['name', 'root'],
    ['settings.crl.life', '7d'],
    ['ids', '1, 2'],
    ['names.0.type', 'dns'],
    ['names.0.value', 'a'],
    ['on', 'false']
  ])
})

test('what would flood the page is cut', () => {
  const [[, text] = ['', '']] = flatFields({ file: 'x'.repeat(5000) })
  expect(text.length).toBe(2001)
})

test.each([
  ['base64 with line ends', 'MEUCIQDx5yVvxGkq\nMEUCIQDx5yVvxGkq\n', 'MEUCIQDx5yVvxGkqMEUCIQDx5yVvxGkq'],
  ['raw bytes', new Uint8Array([0x30, 0x45, 0xff]), 'MEX/']
])('a signature file of %s becomes base64', async (_what, content, expected) => {
  expect((await readSignature(new File([content], 'x.sig'))).content).toBe(expected)
})
