/**
 * RC2 (RFC 2268), decryption only: the certificates in old PKCS#12 files are wrapped with 40 bits of it, and the
 * libraries of today no longer have it. Nothing is ever encrypted with it here.
 */

/** RFC 2268 section 2: PITABLE, a permutation of the octets made from the digits of pi. */
const piTable = Buffer.from(
  `d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2
   179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82
   54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626
   6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7
   08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec
   c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731
   2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9
   0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad`.replaceAll(/\s/g, ''),
  'hex'
)
const rotations = [1, 2, 3, 5] as const
const blockBytes = 8

/**
 * RC2 in CBC mode without removing the padding.
 * @param effectiveBits how much of the key counts (RFC 2268: T1).
 */
export function rc2CbcDecrypt(key: Uint8Array, effectiveBits: number, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const words = expandKey(key, effectiveBits)
  const plaintext = new Uint8Array(data.length)
  let previous = iv
  for (let start = 0; start + blockBytes <= data.length; start += blockBytes) {
    const block = data.subarray(start, start + blockBytes)
    const open = decryptBlock(words, block)
    for (let index = 0; index < blockBytes; index++) plaintext[start + index] = open[index]! ^ previous[index]!
    previous = block
  }
  words.fill(0)
  return plaintext
}

/** RFC 2268 section 2. */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const octets = new Uint8Array(128)
  octets.set(key)
  for (let index = key.length; index < 128; index++)
    octets[index] = piTable[(octets[index - 1]! + octets[index - key.length]!) & 0xff]!
  const effective = Math.ceil(effectiveBits / 8)
  const mask = 0xff >> (8 * effective - effectiveBits)
  octets[128 - effective] = piTable[octets[128 - effective]! & mask]!
  for (let index = 127 - effective; index >= 0; index--)
    octets[index] = piTable[octets[index + 1]! ^ octets[index + effective]!]!
  const words = Uint16Array.from({ length: 64 }, (_, index) => octets[2 * index]! | (octets[2 * index + 1]! << 8))
  octets.fill(0)
  return words
}

/** RFC 2268 section 4: five mixing rounds, a mashing round, six, a mashing round, five, all backwards. */
function decryptBlock(key: Uint16Array, block: Uint8Array): Uint8Array {
  const r = Uint16Array.from({ length: 4 }, (_, index) => block[2 * index]! | (block[2 * index + 1]! << 8))
  let next = 63
  for (let round = 16; round >= 1; round--) {
    for (let i = 3; i >= 0; i--) {
      const turned = (r[i]! >>> rotations[i]!) | (r[i]! << (16 - rotations[i]!))
      const before = r[(i + 3) & 3]!
      r[i] = turned - key[next--]! - (before & r[(i + 2) & 3]!) - (~before & r[(i + 1) & 3]!)
    }
    if (round === 12 || round === 6) for (let i = 3; i >= 0; i--) r[i] = r[i]! - key[r[(i + 3) & 3]! & 63]!
  }
  return new Uint8Array(r.buffer)
}
