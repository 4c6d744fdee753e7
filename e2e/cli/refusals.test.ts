import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from './chancery.ts'

const folder = workFolder()
const data = join(folder.path, 'data')
const own = ['--data', data, '--passphrase-file', folder.passphraseFile]
const file = (name: string): string => join(folder.path, name)

beforeAll(async () => {
  await chanceryJson('init', '--operator', 'alice', ...own)
  await chanceryJson('authority', 'create', '--name', 'root', '--subject', 'CN=Root', '--key', 'P-256', ...own)
  await chanceryJson(
    'profile',
    'create',
    '--name',
    'web',
    '--starter',
    'tls-server',
    '--authority',
    'root',
    '--approval',
    'auto',
    ...own
  )
  writeFileSync(file('wrong'), 'not the passphrase\n', { mode: 0o600 })
  writeFileSync(file('open'), 'velvet harbour nine kites\n')
  chmodSync(file('open'), 0o644)
  writeFileSync(file('garbage'), Buffer.from([0x30, 0x82, 0xff, 0xff, 0x00]))
  writeFileSync(file('huge'), Buffer.alloc(2 * 1024 * 1024))
  writeFileSync(file('exists'), 'keep me')
  await run('openssl', [
    'req',
    '-new',
    '-newkey',
    'rsa:1024',
    '-nodes',
    '-keyout',
    file('weak.key'),
    '-subj',
    '/CN=a.example.test',
    '-addext',
    'subjectAltName=DNS:a.example.test',
    '-out',
    file('weak.csr')
  ])
  await run('openssl', [
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    file('good.key'),
    '-subj',
    '/CN=a.example.test',
    '-addext',
    'subjectAltName=DNS:a.example.test',
    '-outform',
    'der',
    '-out',
    file('good.csr')
  ])
  const der = readFileSync(file('good.csr'))
  writeFileSync(file('truncated.csr'), der.subarray(0, der.length - 40))
  const altered = Buffer.from(der)
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
  writeFileSync(file('altered.csr'), altered)
})
afterAll(() => folder.remove())

const submit = (csr: string): string[] => ['request', 'submit', '--profile', 'web', '--csr', file(csr), ...own]

const refused = async (code: number, words: string, args: readonly string[]): Promise<void> => {
  const ran = await chancery(...args)
  expect([ran.code, ran.out]).toEqual([code, ''])
  expect(ran.err).toContain(words)
  expect(ran.err).not.toContain('    at ')
  const json = await chancery(...args, '--json')
  expect(json.code).toBe(code)
  const { error }: { error: { code: string; message: string } } = JSON.parse(json.err.trim().split('\n').at(-1) ?? '')
  expect(error.message).not.toBe('')
}

describe('without an engine, what cannot be done ends with a code and a sentence of its own', () => {
  test.each([
    ['a wrong passphrase', 15, 'passphrase', ['authority', 'list', '--data', data, '--passphrase-file', file('wrong')]],
    [
      'a passphrase file that others can read',
      30,
      '600',
      ['authority', 'list', '--data', data, '--passphrase-file', file('open')]
    ],
    ['no passphrase and no terminal to ask on', 12, '--passphrase-file', ['authority', 'list', '--data', data]],
    ['a folder without an installation', 24, 'chancery init', ['authority', 'list', '--data', file('nothing')]],
    ['a second init', 18, 'already', ['init', '--operator', 'bob', ...own]]
  ])('%s', (_what, code, words, args) => refused(code, words, args))
})

describe('with an engine, what cannot be done ends with a code and a sentence of its own', () => {
  let server: Server
  beforeAll(async () => {
    server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  })
  afterAll(() => server.stop())

  test.each([
    ['a second engine', 27, 'Another Chancery', ['serve', '--data', data]],
    ['an unknown command', 2, 'Did you mean "authority"', ['autority', 'list']],
    ['an unknown verb', 2, 'There is no command', ['authority', 'make']],
    ['an unknown flag', 2, '--subject', ['authority', 'create', '--subjct', 'CN=x', ...own]],
    ['a missing field', 2, 'subject', ['authority', 'create', '--name', 'x', ...own]],
    ['a value outside its list', 2, 'reason', ['certificate', 'revoke', '--id', '1', '--reason', 'boredom', ...own]],
    ['an object that is not there', 17, '999', ['certificate', 'show', '--id', '999', ...own]],
    ['a name that is taken', 19, 'root', ['authority', 'create', '--name', 'root', '--subject', 'CN=Other', ...own]],
    ['a file that is no CSR', 10, '', submit('garbage')],
    ['a CSR that is cut', 10, '', submit('truncated.csr')],
    ['a CSR whose signature is wrong', 22, 'signature', submit('altered.csr')],
    ['a CSR with a weak key', 21, '1024', submit('weak.csr')],
    ['a file beyond the limit', 11, '1048576', submit('huge')],
    ['a file that is missing', 17, 'There is no file', submit('missing.csr')],
    [
      'an output file that exists',
      18,
      '--force',
      ['crl', 'issue', '--authority', 'root', '--out', file('exists'), ...own]
    ]
  ])('%s', (_what, code, words, args) => refused(code, words, args))

  test('and the file that exists is as it was', () => {
    expect(readFileSync(file('exists'), 'utf8')).toBe('keep me')
  })

  test('every refused request is in the audit log, and no certificate came of it', async () => {
    const { rows } = await chanceryJson<{ rows: { outcome: string }[] }>(
      'audit',
      'list',
      '--outcome',
      'refused',
      '--limit',
      '500',
      ...own
    )
    expect(rows.length).toBeGreaterThanOrEqual(4)
    const { total } = await chanceryJson<{ total: number }>('certificate', 'list', ...own)
    expect(total).toBe(1)
  })
})

describe('help and completion', () => {
  test('name every area, verb and flag', async () => {
    expect((await chancery('--help')).out).toContain('certificate')
    expect((await chancery('certificate')).out).toContain('revoke-many')
    const help = (await chancery('certificate', 'revoke', '--help')).out
    expect(help).toContain('--reason')
    expect(help).toContain('One of unspecified, keyCompromise')
    expect(help).toContain('chancery certificate revoke --id 12 --reason keyCompromise')
  })

  test('work in bash', async () => {
    const { out } = await chancery('completion', 'bash')
    const complete = async (...words: string[]): Promise<string[]> => {
      const script = `${out}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _chancery; printf '%s\\n' "\${COMPREPLY[@]}"`
      return (await run('bash', ['-c', script])).out.trim().split('\n')
    }
    expect(await complete('chancery', 'cert')).toEqual(['certificate'])
    expect(await complete('chancery', 'certificate', 'rev')).toEqual(['revoke', 'revoke-many'])
    expect(await complete('chancery', 'certificate', 'revoke', '--rea')).toEqual(['--reason'])
  })
})
