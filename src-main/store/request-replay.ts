import { allRows, type Reader } from './connection.ts'
import { requestColumns, type RequestRecord } from './requests.ts'

/** Requests of a profile with all that they asked for, the newest first, below an id. */
export function listRequestsOfProfile(
  reader: Reader,
  profileId: number,
  before: number,
  limit: number
): RequestRecord[] {
  return allRows(
    reader,
    `SELECT ${requestColumns.list()} FROM request WHERE profile_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    [profileId, before, limit]
  ).map(requestColumns.decode)
}
