/** One step of the schema. Once released it never changes; a correction is a new step. */
export interface Migration {
  /** Position, beginning with 1, without gaps; becomes `user_version`. */
  readonly number: number
  readonly name: string
  readonly sql: string
}
