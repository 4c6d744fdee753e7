import { expect, test } from 'vitest'
import { rc2CbcDecrypt } from './rc2.ts'

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex')

/** RFC 2268 section 5: key, effective bits, plaintext, ciphertext. */
test.each([
  ['0000000000000000', 63, '0000000000000000', 'ebb773f993278eff'],
  ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
  ['3000000000000000', 64, '1000000000000001', '30649edf9be7d2c2'],
  ['88', 64, '0000000000000000', '61a8a244adacccf0'],
  ['88bca90e90875a', 64, '0000000000000000', '6ccf4308974c267f'],
  ['88bca90e90875a7f0f79c384627bafb2', 64, '0000000000000000', '1a807d272bbe5db1'],
  ['88bca90e90875a7f0f79c384627bafb2', 128, '0000000000000000', '2269552ab0f85ca6'],
  ['88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e', 129, '0000000000000000', '5b78d3a43dfff1f1']
])('RC2 opens the vector of key %s and %d effective bits', (key, bits, plaintext, ciphertext) => {
  const open = rc2CbcDecrypt(bytes(key), bits, new Uint8Array(8), bytes(ciphertext))
  expect(Buffer.from(open).toString('hex')).toBe(plaintext)
})

test('each block is chained to the one before it', () => {
  const twice = Buffer.concat([bytes('2269552ab0f85ca6'), bytes('2269552ab0f85ca6')])
  const open = rc2CbcDecrypt(bytes('88bca90e90875a7f0f79c384627bafb2'), 128, bytes('0102030405060708'), twice)
  expect(Buffer.from(open).toString('hex')).toBe('01020304050607082269552ab0f85ca6')
})
