import type { Database } from 'better-sqlite3'

/** Below this, what the statistics say of a table is no guide: it may be a thousand times as large before they are taken again. */
const FEWEST_ROWS = 10_000

/**
 * Has SQLite note how large tables are and how their keys spread, for its choice of indexes, and drops what it noted of small
 * tables. Of a table without notes SQLite thinks that it is large and uses its indexes; of one that had two certificates when the
 * engine stopped, it reads every row instead, for as long as the engine then runs.
 */
export function refreshStatistics(database: Database): void {
  database.pragma('optimize')
  const tables = new Set(
    database.prepare(`SELECT name FROM sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4')`).pluck().all()
  )
  if (!tables.has('sqlite_stat1')) return
  // The first number of each line is the rows of the table (https://sqlite.org/fileformat2.html#stat1tab).
  database
    .prepare(
      `DELETE FROM sqlite_stat1 WHERE tbl IN
      (SELECT tbl FROM sqlite_stat1 GROUP BY tbl HAVING max(CAST(stat AS INTEGER)) < ?)`
    )
    .run(FEWEST_ROWS)
  if (tables.has('sqlite_stat4'))
    database.exec('DELETE FROM sqlite_stat4 WHERE tbl NOT IN (SELECT tbl FROM sqlite_stat1)')
}
