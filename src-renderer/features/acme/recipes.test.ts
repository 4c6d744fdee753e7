import { expect, test } from 'vitest'
import { exampleHost, recipeClients, recipeOf, type RecipeValues } from './recipes.ts'

const values: RecipeValues = {
  directory: 'https://acme.example.test/acme/office/directory',
  host: 'www.example.test',
  email: 'ops@example.test',
  eab: { keyId: 'KID', hmacKey: 'HMAC' },
  root: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'
}
const text = (client: (typeof recipeClients)[number], given = values): string =>
  recipeOf(client, given)
    .map((part) => part.text)
    .join('\n')

test.each(recipeClients)('%s is told directory, name, contact and credential', (client) => {
  const all = text(client)
  for (const part of [values.directory, values.host, values.email, 'KID', 'HMAC']) expect(all).toContain(part)
})

test.each(recipeClients)('%s has no flag of a credential where the service wants none', (client) => {
  expect(text(client, { ...values, eab: null })).not.toMatch(/eab|hmac|kid|keyID|mac_key/i)
})

test.each(recipeClients)('%s trusts the root of this installation', (client) => {
  expect(text(client)).toMatch(/root\.pem|caBundle: LS0t/)
})

test('a command is one command: each line but the last goes on', () => {
  for (const client of ['certbot', 'acme.sh', 'lego'] as const)
    for (const part of recipeOf(client, values)) {
      const lines = part.text.split('\n')
      expect(lines.slice(0, -1).every((line) => line.endsWith(' \\'))).toBe(true)
      expect(lines.at(-1)).not.toMatch(/\\$/)
    }
  const [, run] = recipeOf('win-acme', values)
  expect(
    run?.text
      .split('\n')
      .slice(0, -1)
      .every((line) => line.endsWith(' ^'))
  ).toBe(true)
})

test('lego before version 5 has its options before the command', () => {
  const [newer, older] = recipeOf('lego', values)
  expect(newer?.text).toMatch(/lego run --server .*--eab --eab\.kid KID --eab\.hmac HMAC/s)
  expect(older?.text).toMatch(/lego --server .*--eab --kid KID --hmac HMAC.* run$/s)
})

test('the root in the issuer of cert-manager is the file in base64', () => {
  const bundle = /caBundle: (\S+)/.exec(text('cert-manager'))?.[1] ?? ''
  expect(window.atob(bundle)).toBe(values.root)
})

test.each([
  [['*.office.example'], 'www.office.example'],
  [['192.0.2.0/24', 'gate.example'], 'gate.example'],
  [['192.0.2.7', '2001:db8::7'], 'www.example.org'],
  [[], 'www.example.org']
])('names %j have the example %s', (names, host) => {
  expect(exampleHost(names)).toBe(host)
})
