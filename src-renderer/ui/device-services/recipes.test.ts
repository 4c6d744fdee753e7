import { expect, test } from 'vitest'
import { deviceKindIds, deviceKinds, kindsFor } from './device-kinds.ts'
import type { RecipeValues } from './recipe-values.ts'
import { opensslName } from './recipes-cmp.ts'
import { recipeOf } from './recipes.ts'
import { en } from './texts.ts'

const values: RecipeValues = {
  address: 'http://pki.example.org:8080/.well-known/cmp/p/plc',
  host: 'press-7.example.org',
  secret: 'SECRET-7',
  user: 'reference-7',
  issuer: 'CN=Issuing,O=Example',
  fingerprint: 'ab12',
  page: null
}

test('every device has a recipe for each protocol that it speaks, with address and secret in it', () => {
  for (const id of deviceKindIds)
    for (const protocol of deviceKinds[id].protocols) {
      const parts = recipeOf(id, protocol, values)
      const text = parts.map((part) => part.text).join('\n')
      expect(text, `${id} by ${protocol}`).toContain('SECRET-7')
      expect(text, `${id} by ${protocol}`).toContain('pki.example.org:8080')
      expect(text, `${id} by ${protocol}`).toContain('press-7.example.org')
      for (const { label } of parts) expect(en.recipe.part).toHaveProperty(label)
    }
})

test('every device has its words, and a reason for each protocol that it speaks', () => {
  for (const id of deviceKindIds) {
    expect(en.kind).toHaveProperty(id)
    for (const protocol of deviceKinds[id].protocols) expect(en.why).toHaveProperty(`${id}-${protocol}`)
  }
  expect(kindsFor('cmp')).toEqual(['openssl-cmp', 'plc'])
})

test('a device manager is given the page in place of a secret', () => {
  const page = { address: 'http://pki.example.org/scep/x/certsrv/mscep_admin/', user: 'mdm' }
  const [part] = recipeOf('windows-mdm', 'scep', { ...values, page })
  expect(part?.text).toContain(page.address)
  expect(part?.text).not.toContain('SECRET-7')
})

test('a subject is turned round for openssl, and what was escaped is one value', () => {
  expect(opensslName('CN=Issuing,O=Example\\, Inc.,C=DE')).toBe('/C=DE/O=Example, Inc./CN=Issuing')
  expect(opensslName('CN=a/b')).toBe('/CN=a\\/b')
})

test('openssl is told server and path apart, and the port where the address has none', () => {
  const [, enrol] = recipeOf('openssl-cmp', 'cmp', { ...values, address: 'http://pki.example.org/cmp/p/x' })
  expect(enrol?.text).toContain('-server pki.example.org:80 -path cmp/p/x')
})

test('certmonger is told whole paths: its daemon works in another folder, and loses what it cannot check', () => {
  const text = recipeOf('certmonger', 'scep', values)
    .map((part) => part.text)
    .join(' ')
  const files = [...text.matchAll(/ -[Nkf] (\S+)/g)].flatMap(([, file]) => (file?.startsWith('CN=') ? [] : [file]))
  expect(files).toHaveLength(3)
  for (const file of files) expect(file).toMatch(/^\//)
})
