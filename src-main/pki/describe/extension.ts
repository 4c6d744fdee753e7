import type { z } from 'zod'
import type { decodedExtension } from '../../../src-shared/model/certificate.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import { hexOf } from '../der/hex.ts'
import { decodeExtension } from '../extensions/decode.ts'
import type { Extension } from '../model.ts'
import { extensionHelp } from './extension-help.ts'
import { extensionLines } from './extension-lines.ts'

export type ShownExtension = z.infer<typeof decodedExtension>

/** @returns the lines of an extension; for one that breaks its own syntax, what is wrong with it. Never throws. */
export function linesOf(extension: Extension): string[] {
  try {
    return extensionLines(decodeExtension(extension))
  } catch (error) {
    return [`Cannot be decoded: ${error instanceof Error ? error.message : String(error)}`]
  }
}

/** @returns an extension as the views show it. Never throws. */
export function describeExtension(extension: Extension): ShownExtension {
  return {
    oid: extension.oid,
    label: oidLabel(extension.oid),
    critical: extension.critical,
    lines: linesOf(extension),
    hex: hexOf(extension.value),
    help: extensionHelp(extension.oid)
  }
}
