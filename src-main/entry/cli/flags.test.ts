import { describe, expect, test } from 'vitest'
import { operations } from '../../../src-shared/api/index.ts'
import { readArguments } from './arguments.ts'
import { flagsOf, type Flag } from './flags.ts'
import { withoutClash } from './globals.ts'
import { commandFlags, describeFlag, operationNames } from './help.ts'
import { inputOf, type Reading } from './values.ts'

const reading: Reading = {
  file: (path) => Promise.resolve(`content of ${path}`),
  hashes: (path) => Promise.resolve(`hashes of ${path}`),
  secret: (path) => Promise.resolve(`secret of ${path}`)
}

async function input(name: keyof typeof operations, line: string): Promise<unknown> {
  const flags = commandFlags(name)
  const words = line.match(/"[^"]*"|'[^']*'|\S+/g)?.map((word) => word.replace(/^["']|["']$/g, '')) ?? []
  return inputOf(readArguments(words, flags), flags, reading)
}

const flag = (name: keyof typeof operations, wanted: string): Flag | undefined =>
  commandFlags(name).find((one) => one.name === wanted)

describe('the flags of an operation', () => {
  test('come from its fields: words in kebab case, switches, numbers, times, files and secrets', () => {
    expect(flag('authority.create', 'csr-only')).toMatchObject({ kind: 'boolean', required: false, fallback: 'false' })
    expect(flag('authority.create', 'subject')).toMatchObject({ kind: 'text', required: true })
    expect(flag('authority.create', 'not-after')).toMatchObject({ kind: 'time' })
    expect(flag('est.client-rotate', 'expires')).toMatchObject({ kind: 'time', clears: true })
    expect(flag('authority.create', 'path-length')).toMatchObject({ kind: 'number' })
    expect(flag('request.submit', 'csr')).toMatchObject({ kind: 'file', required: false })
    expect(flag('certificate.revoke', 'reason')?.choices).toContain('keyCompromise')
    expect(flag('certificate.list', 'state')).toMatchObject({ repeat: true, kind: 'text' })
    expect(flag('authority.create', 'settings.crl.life')).toMatchObject({ kind: 'text', fallback: '' })
    // A change fills nothing in: what is left out stays as it is.
    expect(flag('authority.update', 'settings.crl.life')).toMatchObject({ kind: 'text', fallback: '' })
    expect(flag('request.submit', 'asked.alternative-names')).toMatchObject({ kind: 'pair', repeat: true })
  })

  test('name all words that a choice of several forms takes', () => {
    expect(flag('profile.check', 'content.validity.kind')?.choices).toEqual(['duration', 'until'])
    expect(flag('anchor.change-settings', 'stamp.by')?.choices).toEqual(['nobody', 'own', 'other'])
  })

  test('say how a switch is switched off, where it is not off by itself', () => {
    const told = (name: keyof typeof operations, wanted: string): string =>
      describeFlag(flag(name, wanted) ?? expect.fail(wanted))
    expect(told('authority.set-key-online', 'online')).toContain('--no-online says no.')
    expect(told('profile.check', 'content.pointers.crl')).toContain('Default true. --no-content.pointers.crl says no.')
    expect(told('authority.create', 'csr-only')).not.toContain('--no-')
  })

  test('write the file of every command that produces one by --out', () => {
    for (const name of operationNames()) {
      const { def } = operations[name].output
      const fields = 'shape' in def ? Object.keys(def.shape) : []
      expect(fields.includes('base64') && fields.includes('mediaType'), name).toBe(false)
    }
  })

  test('never show a secret on the command line and never take the name of a global flag', () => {
    const tokenNames = /^(?:token\.|authority\.create|ocsp\.|tsa\.|ceremony\.open|anchor\.add-signer)/
    const clash = new Set(['data', 'json', 'out', 'force', 'help'])
    for (const name of operationNames()) {
      const flags = commandFlags(name)
      expect(new Set(flags.map((one) => one.name)).size, name).toBe(flags.length)
      for (const one of flags) {
        expect(clash.has(one.name), `${name} --${one.name}`).toBe(false)
        // The label of a cryptographic token, or the number of a key on one, is a name.
        const label = /^(?:token|tokens|tokenKey)$/.test(one.path.at(-1) ?? '') && tokenNames.test(name)
        if (
          !label &&
          /passphrase|code|token|secret/i.test(one.path.at(-1) ?? '') &&
          !['file', 'hashed-file', 'boolean'].includes(one.kind)
        )
          expect(one.kind, `${name} --${one.name}`).toBe('secret')
      }
    }
    expect(flag('certificate.export', 'its-passphrase-file')).toBeDefined()
    expect(flag('operator.update', 'account')).toBeDefined()
    expect(flag('system.setup', 'passphrase-file')).toBeDefined()
    expect(withoutClash('system.setup', flagsOf(operations['system.setup'].input)).map((one) => one.name)).toContain(
      'operator'
    )
  })

  test('reach every field of the first level of every operation', () => {
    for (const name of operationNames()) {
      const fields = Object.keys(operations[name].input.shape)
      const reached = new Set(commandFlags(name).map((one) => one.path[0]))
      expect([...reached], name).toEqual(fields)
    }
  })
})

describe('a command line', () => {
  test('of the issue becomes the input of its operation', async () => {
    expect(
      await input(
        'authority.create',
        '--name issuing --issuer root --subject "CN=Test Issuing" --key P-256 --validity 5y'
      )
    ).toEqual({
      name: 'issuing',
      issuer: 'root',
      subject: 'CN=Test Issuing',
      key: 'P-256',
      validity: '5y'
    })
    expect(await input('request.submit', '--profile web --csr server.csr')).toEqual({
      profile: 'web',
      csr: 'content of server.csr'
    })
    expect(await input('certificate.revoke', '--id 12 --reason keyCompromise')).toEqual({
      id: 12,
      reason: 'keyCompromise'
    })
  })

  test('sets single fields within an object that is given whole', async () => {
    expect(
      await input('authority.create', `--name a --subject CN=a --settings.crl.life 3d --settings {"description":"x"}`)
    ).toEqual({
      name: 'a',
      subject: 'CN=a',
      settings: { description: 'x', crl: { life: '3d' } }
    })
  })

  test('takes a value away by the word none, where that is no value of the field', async () => {
    expect(await input('est.client-rotate', '--id 4 --validity none --max-uses none')).toEqual({
      id: 4,
      validity: null,
      maxUses: null
    })
    expect(await input('authority.update', '--authority a --settings.crl.delta-life none')).toEqual({
      authority: 'a',
      settings: { crl: { deltaLife: null } }
    })
    expect(await input('anchor.change-settings', '--signer none')).toEqual({ signer: 'none' })
  })

  test('takes names as type and value, words of a list with commas, times as dates, switches with no-', async () => {
    expect(
      await input(
        'request.submit',
        '--profile web --asked.alternative-names dns:a.test --asked.alternative-names=uri:https://a.test/x=1'
      )
    ).toEqual({
      profile: 'web',
      asked: {
        alternativeNames: [
          { type: 'dns', value: 'a.test' },
          { type: 'uri', value: 'https://a.test/x=1' }
        ]
      }
    })
    expect(
      await input('certificate.list', '--state active,expiring --state revoked --expires-before 2027-03-31')
    ).toEqual({
      state: ['active', 'expiring', 'revoked'],
      expiresBefore: Date.UTC(2027, 2, 31)
    })
    expect(await input('authority.set-key-online', '--authority root --no-online')).toEqual({
      authority: 'root',
      online: false
    })
    expect(await input('certificate.list', '--expires-after "2027-03-31 12:30"')).toEqual({
      expiresAfter: Date.UTC(2027, 2, 31, 12, 30)
    })
  })

  test('gives words without a flag to the first required fields', async () => {
    expect(await input('certificate.show', '12')).toEqual({ id: 12 })
    expect(await input('certificate.find', 'www.example.test')).toEqual({ text: 'www.example.test' })
    await expect(input('certificate.show', '12 13')).rejects.toThrow('one word too many')
    await expect(input('authority.set-key-online', '--authority root --online false')).rejects.toThrow(
      '--online is a switch: write --online or --no-online.'
    )
  })

  test('reads secrets from files only', async () => {
    expect(await input('certificate.export', '--id 1 --format pkcs12 --its-passphrase-file p')).toEqual({
      id: 1,
      format: 'pkcs12',
      passphrase: 'secret of p'
    })
    await expect(input('certificate.export', '--id 1 --passphrase x')).rejects.toThrow('There is no flag --passphrase')
  })

  test.each([
    ['certificate.show', '--idd 1', 'Did you mean --id?'],
    ['certificate.show', '--id', 'needs a value'],
    ['certificate.show', '--id 1 --id 2', 'given twice'],
    ['authority.create', '--csr-only=perhaps', 'is a switch'],
    ['certificate.list', '--expires-before tomorrow', 'wants a time'],
    ['request.submit', '--asked {"a"', 'wants JSON'],
    ['request.submit', '--asked.alternative-names plain', 'wants type and value']
  ] as const)('%s %s is refused with what is wrong', async (name, line, words) => {
    await expect(input(name, line)).rejects.toThrow(words)
  })

  test('cannot reach the prototype of an object', async () => {
    await expect(input('request.submit', '--asked.__proto__.x 1')).rejects.toThrow('There is no flag')
    const made = await input('request.submit', `--profile web --asked {"__proto__":{"x":1}}`)
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
