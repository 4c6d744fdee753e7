import { writeSync } from 'node:fs'

/** Writes all of it where the file stands: a disk that fills up takes a part of what it is given, and says so only at the next call. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}
