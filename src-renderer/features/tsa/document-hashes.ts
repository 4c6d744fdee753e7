/** In the order in which the engine writes them. */
const algorithms = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const

/** Hashes a file here, so that it need not travel. @returns its name and its hashes, hex with commas between */
export async function hashesOf(file: File): Promise<{ readonly name: string; readonly content: string }> {
  const bytes = await file.arrayBuffer()
  const hashes = await Promise.all(algorithms.map((algorithm) => crypto.subtle.digest(algorithm, bytes)))
  const hex = hashes.map((hash) =>
    [...new Uint8Array(hash)].map((octet) => octet.toString(16).padStart(2, '0')).join('')
  )
  return { name: file.name, content: hex.join(',') }
}
