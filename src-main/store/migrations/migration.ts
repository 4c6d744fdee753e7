/** One step of the schema. Once released it never changes; a correction is a new step. */
export interface Migration {
  /** Position, beginning with 1, without gaps; becomes `user_version`. */
  readonly number: number
  readonly name: string
  readonly sql: string
}

/**
 * The condition that a column has one of these words, for CHECK, WHEN and partial indexes of what is written often: SQLite
 * puts three words and more of an `IN` into a table of their own whenever it judges the condition, which costs as much as
 * the row. A query that is to use such an index says the same words in the same order.
 */
export function oneOf(column: string, ...words: readonly [string, ...string[]]): string {
  return `(${words.map((word) => `${column} = '${word}'`).join(' OR ')})`
}
