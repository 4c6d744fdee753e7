import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeCertId, parseOcspRequest } from '../../pki/ocsp.ts'
import { filePathOf, foldersOf, INDEX_NAME, isSafePath, ocspName, pathBelow } from './paths.ts'

test('an address below the base becomes the path that a web server looks for, and no other does', () => {
  const base = 'http://pki.example.test/x/'
  expect(pathBelow(base, 'http://pki.example.test/x/crl/My%20CA.crl')).toBe('crl/My CA.crl')
  expect(pathBelow(base, 'http://pki.example.test/x/crl/a.crl?v=1')).toBeNull()
  expect(pathBelow(base, 'http://pki.example.test/xy/a.crl')).toBeNull()
  expect(pathBelow(base, 'http://other.example.test/x/a.crl')).toBeNull()
  expect(pathBelow(base, 'http://pki.example.test/x/..%2fa.crl')).toBeNull()
  expect(pathBelow(base, 'http://pki.example.test/x/%zz')).toBeNull()
})

test('nothing leaves its root or hides, on any operating system', () => {
  for (const path of ['', '..', 'a/../b', '/etc/passwd', '.hidden', 'a/.git/b', 'a\\b', 'a\0b', 'c:/x', 'a/./b'])
    expect([path, isSafePath(path)]).toEqual([path, false])
  expect(() => filePathOf('../x')).toThrow('is not a path')
  expect(foldersOf('a/b/c')).toEqual(['a', 'a/b'])
})

test('slashes of base64 are folders as a web server has them: several are one, and one at the end names an index file', () => {
  expect(filePathOf('ocsp/ca/MEU//z+=')).toBe('ocsp/ca/MEU/z+=')
  expect(filePathOf('ocsp/ca/MEU/z//')).toBe(`ocsp/ca/MEU/z/${INDEX_NAME}`)
})

test('every answer has a place of its own, whatever the serial number', () => {
  const hashes = { nameHash: new Uint8Array(20).fill(0xff), keyHash: new Uint8Array(20).fill(0xfb) }
  const places = new Map<string, string>()
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 19 }), (bytes) => {
      const serial = `7f${Buffer.from(bytes).toString('hex')}`
      const name = ocspName(encodeCertId('sha1', hashes, serial))
      expect(parseOcspRequest(Buffer.from(name, 'base64')).questions[0]?.certId.serial).toBe(serial)
      const place = filePathOf(`ocsp/ca/${name}`)
      expect([undefined, serial]).toContain(places.get(place))
      places.set(place, serial)
      // No answer lies where another needs a folder.
      for (const folder of foldersOf(place)) expect(places.has(folder)).toBe(false)
    }),
    { seed: 5019, numRuns: 5000 }
  )
})
