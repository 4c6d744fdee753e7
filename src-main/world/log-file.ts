import { closeSync, existsSync, fstatSync, openSync, renameSync, rmSync } from 'node:fs'
import { writeAll } from './write-all.ts'

/** Where log lines go, and how much of them is kept. */
export interface LogFileOptions {
  /** Bytes after which the file is set aside. */
  readonly largest?: number
  /** Files set aside, `path.1` the youngest. */
  readonly keep?: number
}

/** A file of log lines that sets itself aside when it is full. */
export interface LogFile {
  write(line: string): void
  /** Closes the file. A line that comes later opens it again, so that none is lost at the end. */
  close(): void
}

const largestFile = 10 * 1024 * 1024
const keptFiles = 4

/**
 * Appends to a file of mode 600. Each line is with the operating system when `write` returns: what the program said last
 * before it died is there. A disk that is full loses lines and stops nobody.
 */
export function logFile(path: string, options: LogFileOptions = {}): LogFile {
  const largest = options.largest ?? largestFile
  const keep = options.keep ?? keptFiles
  let open: { readonly descriptor: number; size: number } | undefined

  const close = (): void => {
    if (open === undefined) return
    const { descriptor } = open
    open = undefined
    closeSync(descriptor)
  }

  const opened = (): { readonly descriptor: number; size: number } => {
    if (open !== undefined) return open
    const descriptor = openSync(path, 'a', 0o600)
    open = { descriptor, size: fstatSync(descriptor).size }
    return open
  }

  const setAside = (): void => {
    close()
    rmSync(`${path}.${keep}`, { force: true })
    for (let age = keep - 1; age >= 1; age--)
      if (existsSync(`${path}.${age}`)) renameSync(`${path}.${age}`, `${path}.${age + 1}`)
    if (keep > 0) renameSync(path, `${path}.1`)
    else rmSync(path, { force: true })
  }

  return {
    write: (line) => {
      const bytes = Buffer.from(line)
      try {
        const { size } = opened()
        if (size > 0 && size + bytes.length > largest) setAside()
        const file = opened()
        writeAll(file.descriptor, bytes)
        file.size += bytes.length
      } catch {
        // There is no other place to say it.
      }
    },
    close
  }
}
