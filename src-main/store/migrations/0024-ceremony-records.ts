import type { Migration } from './migration.ts'

/** Ceremonies, their steps, transcripts and attachments. */
export const ceremonyRecords: Migration = {
  number: 24,
  name: 'ceremony-records',
  sql: ''
}
