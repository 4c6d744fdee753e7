import type { Conditions } from './certificate-filter.ts'
import { allRows, type Bindable, type Reader } from './connection.ts'
import { afterPrefix, shortestHexPrefix, unindexedMatches, type TextSearch } from './text-search.ts'

/** The condition under which a row holds every word. */
export function verified(search: TextSearch, conditions: Conditions): Conditions {
  const bound: Record<string, Bindable> = { ...conditions.bound }
  const where = search.patterns.map((pattern, index) => {
    bound[`word${index}`] = pattern
    return `(certificate.subject LIKE @word${index} ESCAPE '\\' OR certificate.names LIKE @word${index} ESCAPE '\\')`
  })
  return { where: [...conditions.where, ...where], bound }
}

/** Most rows that the beginning of a serial or fingerprint brings in. */
const mostHexMatches = 500

/** Matches that the trigram index does not give: by serial or fingerprint, and rows not indexed yet. */
export function listedMatches(reader: Reader, search: TextSearch): number[] {
  return [...hexMatches(reader, search), ...unindexedMatches(reader, 'certificate', ['subject', 'names'], search)]
}

function hexMatches(reader: Reader, search: TextSearch): number[] {
  if (search.hexPrefix === null) return []
  const rows =
    search.hexPrefix.length < shortestHexPrefix
      ? allRows(reader, 'SELECT id FROM certificate INDEXED BY certificate_serial WHERE serial = ? LIMIT ?', [
          search.hexPrefix,
          mostHexMatches
        ])
      : allRows(
          reader,
          `SELECT id FROM certificate INDEXED BY certificate_serial WHERE serial >= @from AND serial < @to
        UNION SELECT id FROM certificate INDEXED BY certificate_fingerprint WHERE fingerprint >= @from AND fingerprint < @to LIMIT @most`,
          { from: search.hexPrefix, to: afterPrefix(search.hexPrefix), most: mostHexMatches }
        )
  return (rows as { id: number }[]).map((row) => row.id)
}
