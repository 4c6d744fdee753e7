import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { differingLines } from './script-difference.ts'
import { readScript, scriptDigest } from './script.ts'
import { filledScript, settledVariables } from './variables.ts'

const starters = join(import.meta.dirname, '..', '..', '..', 'resources', 'ceremonies')

const good = `format: chancery-ceremony-script/1
title: A small one
roles:
  - id: administrator
    kind: administrator
signOff: [administrator]
variables:
  - name: word
    title: A word
    pattern: '[a-z]+'
steps:
  - id: first
    kind: read
    title: Read
    say: The word is \${word}.
  - id: second
    kind: confirm
    title: Ask
    question: Well?
`

function refusal(text: string): ChanceryError {
  try {
    readScript(text)
  } catch (error) {
    if (error instanceof ChanceryError) return error
    throw error
  }
  throw new Error('the script was taken')
}

describe('the starters', () => {
  const names = globSync('*.yaml', { cwd: starters })

  test('are six', () => expect(names).toHaveLength(6))

  test.each(names)('%s is a script', (name) => {
    const text = readFileSync(join(starters, name), 'utf8')
    const { script, sha256 } = readScript(text)
    expect(script.steps.length).toBeGreaterThan(3)
    expect(sha256).toBe(scriptDigest(text))
  })
})

describe('a script that is not right', () => {
  test.each([
    ['an unknown kind of step', 'kind: confirm', 'kind: conform', 17, 'steps[2].kind'],
    ['a field that the step has not', 'question: Well?', 'queston: Well?', 16, 'steps[2]'],
    ['a role that nobody has', 'signOff: [administrator]', 'signOff: [auditor]', 6, 'signOff[1]'],
    ['two steps of one name', 'id: second', 'id: first', 16, 'steps[2].id'],
    ['a variable that is not declared', '${word}', '${wort}', 15, 'steps[1].say'],
    ['a pattern that is none', "'[a-z]+'", "'[a-z'", 10, 'variables[1].pattern'],
    ['another format', 'script/1', 'script/2', 1, 'format']
  ])('%s is named by line and field', (_what, from, to, line, field) => {
    expect(good).toContain(from)
    const error = refusal(good.replace(from, to))
    expect(error.code).toBe('invalid-input')
    expect(error.reasons[0]?.message).toContain(`Line ${line}, ${field}`)
  })

  test('a branch leads to a step that there is', () => {
    const error = refusal(`${good}  - id: third\n    kind: branch\n    title: Away\n    goto: nowhere\n`)
    expect(error.reasons).toMatchObject([{ message: 'Line 23, steps[3].goto: There is no step nowhere.' }])
  })

  test('a root needs a key of a step before it', () => {
    const error = refusal(
      `${good}  - id: root\n    kind: create-root\n    title: Root\n    key: second\n    name: root\n    subject: CN=Root\n`
    )
    expect(error.reasons[0]?.message).toContain('The step second is of the kind confirm; wanted is generate-key.')
  })

  test('broken YAML is refused with its line', () => {
    expect(refusal(good.replace('kind: read', 'kind: [read'))).toMatchObject({
      code: 'malformed',
      message: expect.stringMatching(/^Line 1[34] of the script is no YAML/)
    })
  })

  test('anchors and aliases are refused: a short text could grow without end', () => {
    expect(refusal(good.replace('title: A small one', 'title: &a A small one'))).toMatchObject({ code: 'malformed' })
    expect(refusal(good.replace('title: A small one', 'title: *a'))).toMatchObject({ code: 'malformed' })
  })

  test('a script of more than 256 KiB is refused before it is read', () => {
    expect(refusal(good + '#'.repeat(256 * 1024))).toMatchObject({ code: 'too-large' })
  })
})

describe('variables', () => {
  const { script } = readScript(good)

  test('take their places in what is read aloud', () => {
    const [first] = filledScript(script, settledVariables(script, { word: 'heron' })).steps
    expect(first).toMatchObject({ say: 'The word is heron.' })
  })

  test('need a value, one that fits, and a name that the script knows', () => {
    expect(() => settledVariables(script, {})).toThrow('word (A word) has no value')
    expect(() => settledVariables(script, { word: 'X1' })).toThrow('has to fit [a-z]+')
    expect(() => settledVariables(script, { word: 'a', other: 'b' })).toThrow('no variable other')
  })
})

test('a pattern that makes a backtracking matcher hang is answered at once', () => {
  const value = `${'a'.repeat(28)}1`
  const text = good.replace("pattern: '[a-z]+'", "pattern: '(a+)+'")
  const begun = performance.now()
  expect(refusal(text.replace('title: A word', `title: A word\n    default: ${value}`)).message).toContain(
    'does not fit'
  )
  expect(() => settledVariables(readScript(text).script, { word: value })).toThrow('has to fit')
  expect(performance.now() - begun).toBeLessThan(500)
})

test('two scripts are compared line by line', () => {
  expect(differingLines(good, good.replace('Well?', 'Really?'))).toEqual([
    { line: 19, before: '    question: Well?', after: '    question: Really?' }
  ])
  expect(differingLines(good, good.replaceAll('\n', '\r\n'))).toEqual([
    { line: 1, before: 'other line ends', after: 'these line ends' }
  ])
})
