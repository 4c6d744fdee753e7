import { expect, test } from 'vitest'
import { scriptFaults } from './script-faults.ts'

const reason = (message: string): { where: string; rule: string; message: string } => ({
  where: 'steps[1]',
  rule: 'script.field',
  message
})

test('faults of fields stand beside their lines, top down', () => {
  const reasons = [reason('Line 12, steps[2].key: No step has this id.'), reason('Line 3, roles: Too small.')]
  expect(scriptFaults({ message: 'The script has 2 faults.', reasons })).toEqual([
    { line: 3, message: 'roles: Too small.' },
    { line: 12, message: 'steps[2].key: No step has this id.' }
  ])
})

test('a text that is no YAML has its line in the message', () => {
  const message = 'Line 7 of the script is no YAML: Map keys must be unique'
  expect(scriptFaults({ message, reasons: [] })).toEqual([{ line: 7, message: 'no YAML: Map keys must be unique' }])
})

test('what belongs to no line is said of the whole', () => {
  expect(scriptFaults({ message: 'The script has more than 256 KiB.', reasons: [] })).toEqual([
    { line: null, message: 'The script has more than 256 KiB.' }
  ])
})
