import { createHash, generateKeyPairSync, getCiphers, getCurves } from 'node:crypto'

export interface Capability {
  readonly id: 'ml-dsa' | 'argon2id' | 'sha3' | 'ed25519' | 'p-521' | 'aes-256-gcm' | '3des'
  readonly label: string
  /** `native`: the runtime's own cryptographic library; `bundled`: code that Chancery brings along; `absent`. */
  readonly by: 'native' | 'bundled' | 'absent'
  /** What the difference means, for people; empty when there is nothing to say. */
  readonly note: string
}

export interface RuntimeReport {
  readonly runtime: 'Node' | 'Electron'
  readonly node: string
  readonly electron: string | null
  /** Name and version of the cryptographic library. */
  readonly cryptoLibrary: string
  readonly capabilities: readonly Capability[]
}

/** Tries out what this runtime's cryptography can do; a few milliseconds. Nothing is remembered. */
export function probeRuntime(): RuntimeReport {
  const electron = process.versions['electron'] ?? null
  // Electron is built on BoringSSL, which reports OpenSSL version 0.0.0.
  const openssl = process.versions.openssl
  const isBoringSsl = electron !== null || openssl.startsWith('0.')
  const mlDsa = works(() => generateKeyPairSync('ml-dsa-44'))
  return {
    runtime: electron === null ? 'Node' : 'Electron',
    node: process.versions.node,
    electron,
    cryptoLibrary: isBoringSsl ? 'BoringSSL' : `OpenSSL ${openssl}`,
    capabilities: [
      {
        id: 'ml-dsa',
        label: 'ML-DSA (post-quantum signatures)',
        by: mlDsa ? 'native' : 'bundled',
        note: mlDsa ? '' : 'Signs about seven times slower than a native library and is not hardened against timing.'
      },
      { id: 'argon2id', label: 'Argon2id (passphrases)', by: 'bundled', note: 'The same library in every runtime.' },
      row(
        'sha3',
        'SHA-3',
        works(() => createHash('sha3-256'))
      ),
      row(
        'ed25519',
        'Ed25519',
        works(() => generateKeyPairSync('ed25519'))
      ),
      row('p-521', 'P-521', getCurves().includes('secp521r1')),
      row('aes-256-gcm', 'AES-256-GCM (vault)', getCiphers().includes('aes-256-gcm')),
      row('3des', '3DES (reading old PKCS#12 files)', getCiphers().includes('des-ede3-cbc'))
    ]
  }
}

function row(id: Capability['id'], label: string, native: boolean): Capability {
  return { id, label, by: native ? 'native' : 'absent', note: '' }
}

function works(attempt: () => unknown): boolean {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}
