import { createHash } from 'node:crypto'

/**
 * Single RSA keys that are known to be broken and that no test can recognise from the key alone: SHA-256 over the
 * octets of the modulus. Long lists come as a blocklist file.
 */
const fingerprints: ReadonlySet<string> = new Set([
  // Made by Debian's OpenSSL of 2006 to 2008 (CVE-2008-0166); the specimen in the badkeys project's test data.
  '31c152529eb033a010f8c272fd8d42b0a9bde378ae56982058985be84a743cea',
  // Shares a prime with other keys found in certificates (crt.sh 5534506057).
  'c6d0a4deaff09d6dd83bd7d2ae7c968a7044f87fe7c50825db8b749bcbaebad1'
])

/** @returns whether the modulus is one of a few that the world is known to have broken. */
export function isKnownBroken(modulus: bigint): boolean {
  const hex = modulus.toString(16)
  const octets = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return fingerprints.has(createHash('sha256').update(octets).digest('hex'))
}
